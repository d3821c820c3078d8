//! What a panel says when it has nothing to show.

use leptos::prelude::*;

use super::shelf;
use crate::ui::button::Button;
use crate::ui::feedback::{Banner, Empty, ErrorState};
use crate::ui::mark::Tone;
use crate::ui::skeleton::{Skeleton, SkeletonRows};

pub(super) fn specimens() -> AnyView {
    view! {
        {shelf("띠", banners())}
        {shelf("빈 목록과 오류", states())}
        {shelf("불러오는 중", skeletons())}
    }
    .into_any()
}

fn banners() -> AnyView {
    let banners = [
        (Tone::Neutral, "214건을 보여 드려요."),
        (Tone::Info, "데모예요. 진짜 돈은 움직이지 않아요."),
        (Tone::Warning, "서버에 연결하지 못했어요. 마지막으로 본 내용을 보여 드려요."),
        (Tone::Danger, "장부에서만 취소돼요. 카드 승인은 그대로라서 따로 취소해야 해요."),
        (Tone::Success, "120,000원을 취소했어요. 230,000원이 남았어요."),
    ];
    view! {
        <div class="kit__wide">
            {banners.map(|(tone, text)| view! { <Banner tone text /> }).collect_view()}
            <Banner
                tone=Tone::Warning
                text="다른 곳에서 이 결제를 바꿨어요."
                action=Box::new(|| view! { <Button>"다시 읽기"</Button> }.into_any())
            />
        </div>
    }
    .into_any()
}

fn states() -> AnyView {
    view! {
        <Empty title="이번 달에는 취소한 결제가 없어요" hint="기간을 넓히면 더 볼 수 있어요.">
            <Button>"3개월로 넓히기"</Button>
        </Empty>
        <Empty title="할 일이 없어요" />
        <ErrorState
            title="진행 기록을 불러오지 못했어요"
            detail="결제와 취소는 그대로예요. 다시 시도해 주세요."
            request_id="req_01hf7yat00"
            on_retry=|()| ()
        />
        <ErrorState title="없는 결제예요" />
    }
    .into_any()
}

fn skeletons() -> AnyView {
    view! {
        <div class="kit__wide">
            <Skeleton amount=true lines=4 />
            <SkeletonRows rows=4 />
        </div>
    }
    .into_any()
}
