//! The slip of a cancel that was made outside: its approval number, and its moment in Korean time.

use desk_api::OutsideCancel;
use leptos::prelude::*;

use crate::components::outside_moment::{MomentWords, OutsideMoment, OutsideMomentFields};
use crate::i18n::{Msg, outside, t};
use crate::ui::field::Field;
use crate::ui::text_input::{TextInput, TextKind};

const MOMENT: MomentWords =
    MomentWords { day: outside::DAY, time: outside::TIME, missing: outside::MOMENT_MISSING };

/// What the fields hold.
#[derive(Clone, Copy, Debug)]
pub struct OutsideSlip {
    number: RwSignal<String>,
    moment: OutsideMoment,
}

impl OutsideSlip {
    #[must_use]
    pub fn of_today() -> Self {
        Self { number: RwSignal::new(String::new()), moment: OutsideMoment::of_today() }
    }

    /// `None` while something is missing. Whether it can be this payment's is the server's to say.
    pub fn given(self) -> Option<OutsideCancel> {
        let approval_number = self.number.with(|number| number.trim().to_owned());
        let cancelled_at = self.moment.given()?;
        (!approval_number.is_empty()).then_some(OutsideCancel { approval_number, cancelled_at })
    }

    pub fn lacks_number(self) -> bool {
        self.number.with(|number| number.trim().is_empty())
    }
}

/// What is missing is said once somebody has `tried`.
#[component]
pub fn OutsideSlipFields(
    slip: OutsideSlip,
    #[prop(into)] tried: Signal<bool>,
    /// What the slip brings about.
    hint: Msg,
) -> AnyView {
    let number = Signal::derive(move || {
        (tried.get() && slip.lacks_number()).then(|| t(outside::NUMBER_MISSING).to_owned())
    });
    view! {
        <Field label=t(outside::NUMBER) hint=t(hint) error=number>
            <TextInput value=slip.number kind=TextKind::Digits autocomplete="off" />
        </Field>
        <OutsideMomentFields moment=slip.moment tried words=MOMENT />
    }
    .into_any()
}
