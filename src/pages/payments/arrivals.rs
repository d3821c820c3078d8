//! Payments that came in while the list is open. They wait to be asked for: rows do not move under the
//! person's hand.

use leptos::prelude::*;

use super::list::PaymentsList;
use crate::i18n::{locale, payments};
use crate::ui::button::Button;
use crate::ui::icon::Icon;

#[component]
pub fn Arrivals(list: PaymentsList) -> AnyView {
    view! {
        <div class="payments-arrivals" role="status">
            {move || {
                let number = list.arrived();
                (number > 0)
                    .then(|| {
                        view! {
                            <Button icon=Icon::ArrowUp on_press=move |()| list.reload()>
                                {payments::arrived(locale(), number)}
                            </Button>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
