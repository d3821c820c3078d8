//! What floats: dialogs and notices.

use leptos::prelude::*;

use super::shelf;
use crate::state::confirm::{Confirm, Deed, Question};
use crate::state::toasts::Toasts;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogActions, DialogBody, DialogSize};
use crate::ui::field::Field;
use crate::ui::mark::Tone;
use crate::ui::money_input::MoneyInput;
use crate::ui::toast::{Notice, ToastEntry, ToastRegion};

pub(super) fn specimens() -> AnyView {
    let sizes =
        [(DialogSize::Small, "작은 창"), (DialogSize::Medium, "창"), (DialogSize::Large, "큰 창")];
    let confirm = Confirm::expect();
    let ask = move |()| {
        confirm.ask(Question {
            title: "창을 닫을까요?".to_owned(),
            body: "입력한 내용이 사라져요. 취소는 아직 보내지 않았어요.".to_owned(),
            confirm: "닫기".to_owned(),
            keep: "계속 적기".to_owned(),
            danger: false,
            then: Deed::new(|| ()),
        });
    };
    let content = view! {
        {sizes.map(|(size, words)| dialog(size, words)).collect_view()}
        <Button on_press=ask>"묻기"</Button>
        {shown_by_press()}
        {notices()}
    };
    shelf("창과 알림", content)
}

fn dialog(size: DialogSize, words: &'static str) -> AnyView {
    let open = RwSignal::new(false);
    let amount = RwSignal::new(Some(120_000));
    view! {
        <Button on_press=move |()| open.set(true)>{words}</Button>
        <Dialog open title="부분취소" size>
            <DialogBody>
                <p>"김*연 · 수학 11월 · 350,000원"</p>
                <Field label="취소할 금액" hint="230,000원이 남아요.">
                    <MoneyInput value=amount whole=Some(350_000) />
                </Field>
                <p>
                    "현대카드로 결제한 350,000원 중 120,000원을 취소해요. 카드사에서 3~5영업일 뒤 환급되고, 230,000원이 남아요."
                </p>
            </DialogBody>
            <DialogActions>
                <Button on_press=move |()| open.set(false)>"그만두기"</Button>
                <Button kind=ButtonKind::Danger>"120,000원 결제취소"</Button>
            </DialogActions>
        </Dialog>
    }
    .into_any()
}

/// At rest, one of each kind.
fn notices() -> AnyView {
    let asks = Notice::new(Tone::Warning, "PG의 답을 확인하고 있어요. 다시 누르지 마세요.");
    let notices = [
        Notice::new(Tone::Success, "120,000원을 취소했어요. 230,000원이 남았어요."),
        Notice::new(Tone::Info, "아직 달라요. PG에서 취소한 뒤 다시 확인해 주세요."),
        Notice::new(Tone::Danger, "PG에 연결하지 못했어요."),
        asks.with_action("보기", Callback::new(|()| ())),
    ];
    let entries = (1..).zip(notices).map(|(id, notice)| ToastEntry { id, notice }).collect();
    view! {
        <div class="kit__notices">
            <ToastRegion entries=Signal::stored(entries) on_dismiss=|_| () />
        </div>
    }
    .into_any()
}

fn shown_by_press() -> AnyView {
    let toasts = Toasts::expect();
    let done = move |()| {
        toasts.show(Notice::new(Tone::Success, "120,000원을 취소했어요. 230,000원이 남았어요."));
    };
    let waiting = move |()| {
        let notice = Notice::new(Tone::Warning, "PG의 답을 확인하고 있어요. 다시 누르지 마세요.");
        toasts.show(notice.with_action("보기", Callback::new(|()| ())));
    };
    view! {
        <Button on_press=done>"알림"</Button>
        <Button on_press=waiting>"할 일이 있는 알림"</Button>
    }
    .into_any()
}
