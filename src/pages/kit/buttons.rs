//! Buttons and icons.

use leptos::prelude::*;

use super::shelf;
use crate::ui::button::{Button, ButtonKind, ButtonLink, IconButton};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::kbd::Kbd;
use crate::ui::menu::{Menu, MenuEntry, MenuItem};

pub(super) fn specimens() -> AnyView {
    view! {
        {shelf("버튼", kinds())}
        {shelf("버튼의 상태", states())}
        {shelf("아이콘", icons())}
    }
    .into_any()
}

fn kinds() -> AnyView {
    view! {
        <Button kind=ButtonKind::Primary>"저장"</Button>
        <Button>"부분취소"</Button>
        <Button kind=ButtonKind::DangerQuiet>"결제취소"</Button>
        <Button kind=ButtonKind::Danger>"350,000원 결제취소"</Button>
        <Button kind=ButtonKind::Plain icon=Icon::Refresh>"다시 읽기"</Button>
        <ButtonLink href="/guide" icon=Icon::Book>
            "취소 안내"
        </ButtonLink>
        <IconButton icon=Icon::Printer label="인쇄" />
        <Menu label="더 보기" icon=Icon::More entries=|()| menu() />
        <Menu label="내보내기" labelled=true icon=Icon::ChevronDown entries=|()| menu() />
    }
    .into_any()
}

fn menu() -> Vec<MenuEntry> {
    let blocked =
        MenuItem::new("강제취소", || ()).blocked(Some("매니저만 할 수 있어요.".to_owned()));
    vec![
        MenuEntry::Heading("김*연 · 수학 11월".to_owned()),
        MenuEntry::Item(MenuItem::new("PG에서 다시 읽기", || ()).with_icon(Icon::Refresh)),
        MenuEntry::Item(MenuItem::new("승인번호 복사", || ()).with_icon(Icon::Copy)),
        MenuEntry::Separator,
        MenuEntry::Item(blocked),
        MenuEntry::Item(MenuItem::new("최신순", || ()).checked(true)),
        MenuEntry::Item(MenuItem::new("금액순", || ()).checked(false)),
    ]
}

fn states() -> AnyView {
    let pending = RwSignal::new(false);
    let reason = "휴대폰 결제는 결제한 달에만 취소돼요. 10월 결제라 취소할 수 없어요.";
    view! {
        <Button kind=ButtonKind::Primary pending=true>
            "저장"
        </Button>
        <Button kind=ButtonKind::Danger pending=true>
            "350,000원 결제취소"
        </Button>
        <Button blocked=Some(reason.to_owned())>"결제취소"</Button>
        <div class="kit__wide">
            <Button wide=true kind=ButtonKind::Primary>
                "로그인"
            </Button>
        </div>
        <Button pending on_press=move |()| pending.update(|pending| *pending = !*pending)>
            "눌러서 기다리기"
        </Button>
        <span>
            <Kbd key="/" />
            " "
            <Kbd key="c" />
            " "
            <Kbd key="Escape" />
            " "
            <Kbd key="ArrowUp" />
        </span>
    }
    .into_any()
}

fn icons() -> AnyView {
    Icon::ALL.iter().map(|icon| view! { <Glyph icon=*icon /> }).collect_view().into_any()
}
