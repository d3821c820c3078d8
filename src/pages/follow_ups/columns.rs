//! The columns of the list.

use desk_api::FollowUp;
use leptos::prelude::*;

use crate::components::customer_cell::customer_cell;
use crate::format::{moment, won};
use crate::i18n::{Msg, follow_ups, locale, t};
use crate::state::session::SessionState;
use crate::ui::mark::{Badge, Mark, Tone};
use crate::ui::table::{Align, Column};

pub const COLUMNS: &[Column<FollowUp>] = &[
    column("due", follow_ups::DUE, due),
    Column { names_row: true, ..column("customer", follow_ups::CUSTOMER, customer) },
    column("cause", follow_ups::CAUSE, |one| t(follow_ups::cause(one.cause)).into_any()),
    Column { align: Align::End, ..column("amount", follow_ups::AT_RISK, amount) },
    column("owner", follow_ups::OWNER, owner),
    column("at", follow_ups::OPENED, opened),
];

const fn column(key: &'static str, title: Msg, cell: fn(&FollowUp) -> AnyView) -> Column<FollowUp> {
    Column { key, title, align: Align::Start, sortable: false, names_row: false, cell }
}

/// How far its day is, or that it is over.
pub fn due(one: &FollowUp) -> AnyView {
    if one.closing.is_some() {
        let label = t(follow_ups::CLOSED);
        return view! { <Badge mark=Mark::Filled tone=Tone::Success label /> }.into_any();
    }
    let today = SessionState::expect().now().kst_date();
    let (mark, tone) = if one.overdue {
        (Mark::Late, Tone::Danger)
    } else if one.due_on == today {
        (Mark::Half, Tone::Warning)
    } else {
        (Mark::Hollow, Tone::Neutral)
    };
    let words = moment::days_away(locale(), one.due_on, today);
    view! { <Badge mark tone label=words /> }.into_any()
}

fn customer(one: &FollowUp) -> AnyView {
    customer_cell(&one.payment.customer, &one.payment.order_name)
}

fn amount(one: &FollowUp) -> AnyView {
    won::won(locale(), one.amount_at_risk_won).into_any()
}

fn owner(one: &FollowUp) -> AnyView {
    match &one.owner {
        Some(owner) => owner.name.clone().into_any(),
        None => t(follow_ups::EVERYBODY).into_any(),
    }
}

fn opened(one: &FollowUp) -> AnyView {
    let now = SessionState::expect().now();
    let at = one.opened_at;
    view! { <time title=moment::full(locale(), at)>{moment::short(at, now)}</time> }.into_any()
}
