//! The head of the guide: searching, filtering, printing.

use desk_domain::payment::{Channel, Method};
use leptos::prelude::*;

use crate::components::search_box::SearchBox;
use crate::format::won::count;
use crate::i18n::{guide, locale, payments, shell, t};
use crate::pages::payments::{channel_options, method_options};
use crate::routes::{GuideQuery, Route, use_go};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::layout::{PageHeader, Toolbar};
use crate::ui::select::Select;

#[component]
pub fn Head(query: Memo<GuideQuery>, rules: Signal<usize>) -> AnyView {
    let go = use_go();
    let choose = move |change: &dyn Fn(&mut GuideQuery)| {
        let mut query = query.get_untracked();
        change(&mut query);
        go.replace(Route::Guide(query));
    };
    let number =
        move || guide::rules(locale(), &count(u64::try_from(rules.get()).unwrap_or_default()));
    view! {
        <PageHeader title=t(shell::GUIDE)>
            <SearchBox
                label=t(guide::SEARCH)
                placeholder=t(guide::SEARCH_HINT)
                value=Signal::derive(move || query.get().search)
                on_search=move |text: String| {
                    choose(&|query| query.search = text.trim().to_owned());
                }
            />
        </PageHeader>
        <div class="guide-filters">
            <Toolbar label=t(payments::FILTERS)>
                <Select
                    options=channel_options()
                    value=Signal::derive(move || {
                        query.get().channel.map_or("", Channel::as_str).to_owned()
                    })
                    on_change=move |name: String| {
                        choose(&|query| query.channel = name.parse().ok());
                    }
                    label=t(payments::CHANNEL)
                    compact=true
                />
                <Select
                    options=method_options()
                    value=Signal::derive(move || {
                        query.get().method.map_or("", Method::as_str).to_owned()
                    })
                    on_change=move |name: String| {
                        choose(&|query| query.method = name.parse().ok());
                    }
                    label=t(payments::METHOD)
                    compact=true
                />
                <span class="guide-filters__count" role="status">
                    {number}
                </span>
            </Toolbar>
            <Button kind=ButtonKind::Plain icon=Icon::Printer on_press=move |()| print()>
                {t(guide::PRINT)}
            </Button>
        </div>
    }
    .into_any()
}

fn print() {
    // A browser that cannot print has no dialog to open.
    let _ = window().print();
}
