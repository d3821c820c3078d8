//! Main navigation: a narrow rail at the start; under 600 px a bar at the foot, where what is opened
//! seldom is behind one button.

use leptos::prelude::*;

use super::user_menu::UserMenu;
use crate::i18n::{Msg, common, drift, locale, shell, t};
use crate::routes::{
    BillsQuery, CancellationsQuery, FollowUpsQuery, GuideQuery, PaymentsQuery, Route, use_go,
    use_location,
};
use crate::state::duties::Duties;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuEntry, MenuItem};

/// Whether a phone shows a link in its bar, or behind a button.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opened {
    Often,
    Seldom,
}

#[component]
pub fn Rail(help_open: RwSignal<bool>) -> AnyView {
    let payments = Route::Payments(PaymentsQuery::default());
    let cancellations = Route::Cancellations(CancellationsQuery::default());
    let bills = Route::Bills(BillsQuery::default());
    view! {
        <nav class="rail" aria-label=t(shell::MAIN_NAVIGATION)>
            <a class="rail__brand" href=payments.href() title=t(common::PRODUCT)>
                <img src="/mark.svg" alt=t(common::PRODUCT) width="28" height="28" />
            </a>
            <ul class="rail__screens">
                {rail_link(&payments, Icon::Payments, shell::PAYMENTS)}
                {rail_link(&cancellations, Icon::History, shell::CANCELLATIONS)}
                {rail_link(&bills, Icon::Bill, shell::BILLS)} {duties_link()}
                {seldom()
                    .into_iter()
                    .map(|(route, icon, name)| link(&route, icon, name, None, Opened::Seldom))
                    .collect_view()}
            </ul>
            <div class="rail__foot">
                {seldom_menu()}
                <button
                    class="rail__link rail__help"
                    type="button"
                    aria-keyshortcuts="?"
                    title=t(shell::HELP)
                    on:click=move |_| help_open.set(true)
                >
                    <Glyph icon=Icon::Keyboard />
                    <span class="rail__name">{t(shell::HELP)}</span>
                </button>
                <UserMenu />
            </div>
        </nav>
    }
    .into_any()
}

/// Follow-ups with how many are open; the mark turns urgent once one is past its day.
fn duties_link() -> AnyView {
    let duties = Duties::expect();
    let number = move || {
        let counts = duties.counts().filter(|counts| counts.open > 0)?;
        let urgent = (counts.overdue > 0).then_some("");
        let said = shell::open_follow_ups(locale(), counts.open, counts.overdue);
        Some(view! {
            <span class="rail__count" data-urgent=urgent aria-hidden="true">
                {counts.open}
            </span>
            <span class="visually-hidden">{said}</span>
        })
    };
    let route = Route::FollowUps(FollowUpsQuery::default());
    link(&route, Icon::Flag, shell::FOLLOW_UPS, Some(number.into_any()), Opened::Often)
}

fn rail_link(route: &Route, icon: Icon, name: Msg) -> AnyView {
    link(route, icon, name, None, Opened::Often)
}

fn link(route: &Route, icon: Icon, name: Msg, count: Option<AnyView>, opened: Opened) -> AnyView {
    let pathname = use_location().pathname;
    let href = route.href();
    let own = href.clone();
    // A detail belongs to its list: `/payments/pay_…` is still 결제.
    let here = move || {
        pathname.with(|path| {
            path.strip_prefix(&*own).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    view! {
        <li data-seldom=(opened == Opened::Seldom).then_some("")>
            <a
                class="rail__link"
                href=href
                title=t(name)
                aria-current=move || here().then_some("page")
            >
                <Glyph icon />
                <span class="rail__name">{t(name)}</span>
                {count}
            </a>
        </li>
    }
    .into_any()
}

/// What is opened seldom. The kit is there in dev builds only.
fn seldom() -> Vec<(Route, Icon, Msg)> {
    let mut screens = vec![
        (Route::Guide(GuideQuery::default()), Icon::Book, shell::GUIDE),
        (Route::Terminals, Icon::Terminal, shell::TERMINALS),
        (Route::Drift, Icon::Differ, drift::TITLE),
    ];
    if cfg!(debug_assertions) {
        screens.push((Route::Kit, Icon::Pieces, shell::KIT));
    }
    screens
}

/// The same screens behind one button, where the bar has no room for their names.
fn seldom_menu() -> AnyView {
    let (go, pathname) = (use_go(), use_location().pathname);
    let here =
        move || pathname.with(|path| seldom().iter().any(|(route, ..)| route.href() == *path));
    let entries = move |()| {
        let items = seldom().into_iter().map(|(route, icon, name)| {
            MenuItem::new(t(name), move || go.push(route.clone())).with_icon(icon)
        });
        items.map(MenuEntry::Item).collect()
    };
    view! {
        <div class="rail__more" data-here=move || here().then_some("")>
            <Menu label=t(shell::MORE) icon=Icon::More entries />
        </div>
    }
    .into_any()
}
