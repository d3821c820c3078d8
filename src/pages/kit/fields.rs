//! Fields and choices.

use leptos::prelude::*;

use super::shelf;
use crate::ui::checkbox::Checkbox;
use crate::ui::choice::{Choice, CountTabs, RadioChips, SegmentedControl};
use crate::ui::date_range::DateRange;
use crate::ui::field::{Field, FieldGroup};
use crate::ui::layout::Toolbar;
use crate::ui::mark::{Mark, Tone};
use crate::ui::money_input::MoneyInput;
use crate::ui::select::{Select, SelectOption};
use crate::ui::text_input::{SearchInput, TextArea, TextInput, TextKind};

pub(super) fn specimens() -> AnyView {
    view! {
        {shelf("글자 칸", texts())}
        {shelf("금액 칸", amounts())}
        {shelf("고르기", choices())}
        {shelf("목록의 머리", list_head())}
    }
    .into_any()
}

fn texts() -> AnyView {
    let error = Some("계좌번호는 숫자 10~14자리예요. 다시 확인해 주세요.".to_owned());
    view! {
        <Field label="예금주" hint="결제한 사람과 같아야 해요.">
            <TextInput value=RwSignal::new("김서연".to_owned()) />
        </Field>
        <Field label="계좌번호" error>
            <TextInput value=RwSignal::new("1234".to_owned()) kind=TextKind::Digits />
        </Field>
        <Field label="휴대폰 번호" hint="청구서를 받을 번호예요." required=true>
            <TextInput
                value=RwSignal::new(String::new())
                kind=TextKind::Phone
                placeholder="010-1234-5678"
            />
        </Field>
        <Field label="비밀번호">
            <TextInput
                value=RwSignal::new("secret".to_owned())
                kind=TextKind::Password
                autocomplete="off"
            />
        </Field>
        <Field label="메모">
            <TextArea
                value=RwSignal::new("고객이 전화로 요청했어요.".to_owned())
                max_length=200
            />
        </Field>
        <Field label="메모" error=Some("기타를 골랐으면 메모를 적어 주세요.".to_owned())>
            <TextArea value=RwSignal::new(String::new()) max_length=200 />
        </Field>
        <SearchInput
            value=RwSignal::new(String::new())
            label="결제 찾기"
            placeholder="이름 · ㅎㄱㄷ · 뒤 4자리 · 승인번호"
            shortcut="/"
        />
        <SearchInput value=RwSignal::new("김서".to_owned()) label="결제 찾기 (찾는 중)" />
    }
    .into_any()
}

fn amounts() -> AnyView {
    let error = Some("남은 금액 350,000원보다 커요.".to_owned());
    view! {
        <Field label="취소할 금액" hint="350,000원까지 취소할 수 있어요.">
            <MoneyInput value=RwSignal::new(Some(120_000)) whole=Some(350_000) name="amount" />
        </Field>
        <Field label="취소할 금액">
            <MoneyInput value=RwSignal::new(None) />
        </Field>
        <Field label="취소할 금액" error>
            <MoneyInput value=RwSignal::new(Some(3_500_000)) />
        </Field>
    }
    .into_any()
}

fn choices() -> AnyView {
    let reason = RwSignal::new("course_change".to_owned());
    let basis = RwSignal::new("paid_at".to_owned());
    let bank = RwSignal::new("088".to_owned());
    let none = RwSignal::new(String::new());
    let (sure, unsure) = (RwSignal::new(true), RwSignal::new(false));
    let unsaid = Some("계좌를 확인하고 표시해 주세요.".to_owned());
    let reasons = [
        ("customer_request", "고객 요청"),
        ("duplicate_payment", "중복 결제"),
        ("course_withdrawal", "수강 취소"),
        ("course_change", "수강 변경"),
        ("other", "기타"),
    ];
    view! {
        <FieldGroup legend="취소 사유">
            <RadioChips
                label="취소 사유"
                choices=reasons.map(|(value, label)| Choice::new(value, label)).to_vec()
                value=reason
                on_change=move |value| reason.set(value)
            />
        </FieldGroup>
        <FieldGroup legend="취소 사유" error=Some("사유를 골라 주세요.".to_owned())>
            <RadioChips
                label="취소 사유"
                choices=reasons.map(|(value, label)| Choice::new(value, label)).to_vec()
                value=none
                on_change=move |value| none.set(value)
            />
        </FieldGroup>
        <FieldGroup legend="예금주">
            <Checkbox label="이미 밖에서 취소했어요" checked=sure />
            <Checkbox label="고객과 확인했어요" checked=unsure error=unsaid />
        </FieldGroup>
        <SegmentedControl
            label="기준"
            choices=vec![Choice::new("paid_at", "결제일"), Choice::new("cancelled_at", "취소일")]
            value=basis
            on_change=move |value| basis.set(value)
        />
        <Field label="환불 은행">
            <Select options=banks() value=bank on_change=move |value| bank.set(value) />
        </Field>
        <Field label="환불 은행" error=Some("은행을 골라 주세요.".to_owned())>
            <Select options=banks() value=bank on_change=move |value| bank.set(value) />
        </Field>
    }
    .into_any()
}

fn banks() -> Vec<SelectOption> {
    vec![SelectOption::new("088", "신한은행"), SelectOption::new("004", "국민은행")]
}

fn list_head() -> AnyView {
    let status = RwSignal::new(String::new());
    let method = RwSignal::new("card".to_owned());
    let dates = RwSignal::new(("2026-11-01".to_owned(), "2026-11-21".to_owned()));
    let statuses = vec![
        Choice::new("", "전체").counted("5,012"),
        Choice::new("paid", "결제완료").counted("4,210").marked(Mark::Dot, Tone::Neutral),
        Choice::new("partial", "부분취소").counted("88").marked(Mark::Half, Tone::Danger),
        Choice::new("cancelled", "결제취소").counted("611").marked(Mark::Filled, Tone::Danger),
        Choice::new("in_progress", "진행 중").counted("3").marked(Mark::Turning, Tone::Accent),
        Choice::new("follow_up", "후처리").counted("7").marked(Mark::Differs, Tone::Warning),
    ];
    let methods = vec![
        SelectOption::new("", "모든 수단"),
        SelectOption::new("card", "카드"),
        SelectOption::new("virtual_account", "가상계좌"),
    ];
    view! {
        <div class="kit__wide">
            <CountTabs
                label="상태"
                choices=statuses
                value=status
                on_change=move |value| status.set(value)
            />
        </div>
        <Toolbar label="거르기">
            <DateRange
                label="기간"
                from=Signal::derive(move || dates.get().0)
                to=Signal::derive(move || dates.get().1)
                on_change=move |days| dates.set(days)
            />
            <Select
                options=methods
                value=method
                on_change=move |value| method.set(value)
                label="수단"
                compact=true
            />
        </Toolbar>
    }
    .into_any()
}
