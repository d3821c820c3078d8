//! One day, a time of it, and a span of days.

use leptos::prelude::*;

use super::shelf;
use crate::ui::date_input::DateInput;
use crate::ui::date_range::DateRange;
use crate::ui::field::Field;
use crate::ui::time_input::TimeInput;

pub(super) fn specimens() -> AnyView {
    let dates = RwSignal::new(("2026-11-01".to_owned(), "2026-11-21".to_owned()));
    let error = Some("오늘부터 60일 안에서 골라 주세요.".to_owned());
    let unread = Some("취소 전표에 적힌 시각을 적어 주세요.".to_owned());
    let content = view! {
        <Field label="언제까지 낼까요?" hint="오늘부터 60일까지 고를 수 있어요." required=true>
            <DateInput
                value=RwSignal::new("2026-11-28".to_owned())
                min="2026-11-21"
                max="2027-01-20"
            />
        </Field>
        <Field label="언제까지 낼까요?" error>
            <DateInput value=RwSignal::new(String::new()) />
        </Field>
        <Field label="몇 시에 취소했나요?">
            <TimeInput value=RwSignal::new("14:30".to_owned()) />
        </Field>
        <Field label="몇 시에 취소했나요?" error=unread>
            <TimeInput value=RwSignal::new(String::new()) />
        </Field>
        <DateRange
            label="기간"
            from=Signal::derive(move || dates.get().0)
            to=Signal::derive(move || dates.get().1)
            on_change=move |days| dates.set(days)
        />
    };
    shelf("날짜 칸", content)
}
