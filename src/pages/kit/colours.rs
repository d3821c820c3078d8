//! Colours by role, and the sizes of type.

use leptos::prelude::*;

use super::shelf;
use crate::ui::layout::Panel;
use crate::ui::mark::Tone;

pub(super) fn specimens() -> AnyView {
    let tones = [
        (Tone::Neutral, "바탕"),
        (Tone::Accent, "강조: 할 일 하나"),
        (Tone::Danger, "위험: 결제취소와 되돌릴 수 없는 일"),
        (Tone::Warning, "주의: 후처리, 기한이 가까움"),
        (Tone::Success, "방금 됐어요"),
        (Tone::Info, "알아 두세요"),
    ];
    let panels = tones.map(|(tone, words)| view! { <Panel tone><p>{words}</p></Panel> });
    view! {
        {shelf("색", panels.collect_view())}
        {shelf(
            "글자",
            view! {
                <div class="kit__type">
                    <p class="kit__amount">"350,000원"</p>
                    <h1>"제목 20 이번 달 결제"</h1>
                    <h2>"구역 16 이렇게 취소돼요"</h2>
                    <p>"본문 14 지금 취소할 수 있어요. 11월 30일(월)까지, 9일 남았어요."</p>
                </div>
            },
        )}
    }
    .into_any()
}
