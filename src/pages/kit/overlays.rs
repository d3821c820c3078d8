//! What floats: dialogs and notices.

use leptos::prelude::*;

use super::shelf;
use crate::state::confirm::{Confirm, Question};
use crate::state::toasts::Toasts;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogActions, DialogBody};
use crate::ui::field::Field;
use crate::ui::mark::Tone;
use crate::ui::money_input::MoneyInput;
use crate::ui::toast::Notice;

pub(super) fn specimens() -> AnyView {
    let open = RwSignal::new(false);
    let amount = RwSignal::new(Some(120_000));
    let confirm = Confirm::expect();
    let ask = move |()| {
        confirm.ask(Question {
            title: "창을 닫을까요?".to_owned(),
            body: "입력한 내용이 사라져요. 취소는 아직 보내지 않았어요.".to_owned(),
            confirm: "닫기".to_owned(),
            danger: false,
            on_confirm: Callback::new(|()| ()),
        });
    };
    let content = view! {
        <Button on_press=move |()| open.set(true)>"창 열기"</Button>
        <Button on_press=ask>"묻기"</Button>
        {notices()}
        <Dialog open title="부분취소">
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
    };
    shelf("창과 알림", content)
}

fn notices() -> AnyView {
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
