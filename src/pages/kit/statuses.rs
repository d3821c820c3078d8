//! Marks, badges and things under way.

use leptos::prelude::*;

use super::shelf;
use crate::ui::mark::{Badge, Mark, StatusMark, Tone};
use crate::ui::progress::{ProgressBar, Ring};
use crate::ui::timeline::{Timeline, TimelineItem};

const TONES: [Tone; 6] =
    [Tone::Neutral, Tone::Accent, Tone::Danger, Tone::Warning, Tone::Success, Tone::Info];

pub(super) fn specimens() -> AnyView {
    view! {
        {shelf("상태", badges())}
        {shelf("표시", marks())}
        {shelf("진행", progress())}
        {shelf("진행 기록", timeline())}
    }
    .into_any()
}

fn marks() -> AnyView {
    Mark::ALL
        .iter()
        .flat_map(|mark| TONES.map(|tone| view! { <StatusMark mark=*mark tone /> }))
        .collect_view()
        .into_any()
}

fn badges() -> AnyView {
    view! {
        <Badge mark=Mark::Dot label="결제완료" />
        <Badge mark=Mark::Half tone=Tone::Danger outlined=true label="부분취소" />
        <Badge mark=Mark::Filled tone=Tone::Danger label="결제취소" />
        <Badge mark=Mark::Turning tone=Tone::Accent label="취소 진행 중" />
        <Badge mark=Mark::Dotted tone=Tone::Warning label="확인 중" />
        <Badge mark=Mark::Broken tone=Tone::Danger outlined=true label="강제취소" />
        <Badge mark=Mark::Hollow label="미납" />
        <Badge mark=Mark::Struck label="파기" />
        <Badge tone=Tone::Info label="테스트 결제" outlined=true />
        <Badge mark=Mark::Filled tone=Tone::Success label="방금 취소했어요" />
    }
    .into_any()
}

fn progress() -> AnyView {
    view! {
        <Ring label="처리 중" />
        <div class="kit__wide">
            <ProgressBar label="취소 이력 내보내기" done=128 total=214 />
        </div>
    }
    .into_any()
}

fn timeline() -> AnyView {
    view! {
        <div class="kit__wide">
            <Timeline label="진행 기록">
                <TimelineItem
                    mark=Mark::Dotted
                    tone=Tone::Warning
                    title="PG의 답을 확인하고 있어요"
                    time="11.21 10:02"
                    detail="다시 누르지 마세요. 확인되면 알려 드릴게요."
                />
                <TimelineItem
                    mark=Mark::Half
                    tone=Tone::Danger
                    title="120,000원 부분취소"
                    time="11.18 16:40"
                    detail="이지은 · 수강 변경 · 환급까지 3~5영업일"
                />
                <TimelineItem
                    mark=Mark::Dot
                    title="350,000원 결제"
                    time="11.03 14:05"
                    detail="현대카드 · 승인번호 30012345"
                />
            </Timeline>
        </div>
    }
    .into_any()
}
