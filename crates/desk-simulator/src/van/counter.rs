//! What the driver's callers ask for, and what it refuses at once.

use chrono::NaiveDate;
use serde::Deserialize;

use super::approval::{Approval, Kind};
use super::attempt::{AbortedBy, Attempt, Stage};
use super::device;
use super::state::{Line, Scene};
use crate::clock::kst;

/// `POST /v1/cancels`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct StartCancel {
    pub(crate) request_id: String,
    pub(crate) kind: Receipt,
    pub(crate) approval_number: String,
    pub(crate) approved_on: NaiveDate,
    pub(crate) amount_won: i64,
    pub(crate) cancel_won: i64,
    #[serde(default)]
    pub(crate) installment_months: u32,
}

/// A driver knows two menus; which receipt it is, the VAN knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Receipt {
    Card,
    CashReceipt,
}

/// No attempt came of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("{0}")]
    Malformed(String),
    #[error("단말기가 다른 요청을 처리하고 있습니다.")]
    DeviceBusy,
    #[error("알 수 없는 요청입니다.")]
    NoSuchRequest,
    #[error("원거래가 없습니다.")]
    NoSuchApproval,
    #[error("지금은 할 수 없습니다.")]
    TooLate,
    #[error("VAN에 연결되지 않습니다.")]
    LineDown,
}

impl Refusal {
    pub(crate) const fn status(&self) -> u16 {
        match self {
            Self::Malformed(_) => 400,
            Self::NoSuchRequest | Self::NoSuchApproval => 404,
            Self::DeviceBusy | Self::TooLate => 409,
            Self::LineDown => 503,
        }
    }

    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "MALFORMED",
            Self::DeviceBusy => "DEVICE_BUSY",
            Self::NoSuchRequest => "NO_SUCH_REQUEST",
            Self::NoSuchApproval => "NO_SUCH_APPROVAL",
            Self::TooLate => "TOO_LATE",
            Self::LineDown => "LINE_DOWN",
        }
    }
}

/// Starts whatever it is given, also what it has done before: judging is the VAN's part.
pub(crate) fn start(scene: &mut Scene<'_>, order: &StartCancel) -> Result<Attempt, Refusal> {
    if order.request_id.is_empty() || order.amount_won <= 0 || order.cancel_won <= 0 {
        return Err(Refusal::Malformed("a request has an id and amounts".into()));
    }
    if scene.state.current().is_some() {
        return Err(Refusal::DeviceBusy);
    }
    let kind = kind_of(order, scene.state.approvals.get(&order.approval_number));
    let attempt = Attempt {
        number: scene.state.next_number(),
        request_id: order.request_id.clone(),
        kind,
        approval_number: order.approval_number.clone(),
        approved_on: order.approved_on,
        amount_won: order.amount_won,
        cancel_won: order.cancel_won,
        installment_months: order.installment_months,
        stage: if kind.needs_card() { Stage::AwaitingCard } else { Stage::Processing },
        stage_since: scene.now,
        card: None,
        end: None,
    };
    scene.state.put(attempt.clone());
    Ok(attempt)
}

/// The newest attempt under this id.
pub(crate) fn query(scene: &mut Scene<'_>, request_id: &str) -> Result<Attempt, Refusal> {
    device::settle_unknown(scene.state, request_id);
    scene.state.newest(request_id).cloned().ok_or(Refusal::NoSuchRequest)
}

/// Obeyed while the device waits for the card, and only then.
pub(crate) fn abort(scene: &mut Scene<'_>, request_id: &str) -> Result<Attempt, Refusal> {
    let newest = scene.state.newest(request_id).ok_or(Refusal::NoSuchRequest)?;
    if newest.stage != Stage::AwaitingCard {
        return Err(Refusal::TooLate);
    }
    device::give_up(scene.state, AbortedBy::Person, scene.now).ok_or(Refusal::TooLate)?;
    scene.state.newest(request_id).cloned().ok_or(Refusal::NoSuchRequest)
}

/// What the VAN knows of one approval.
pub(crate) fn inquire(
    scene: &Scene<'_>,
    approval_number: &str,
    on: Option<NaiveDate>,
) -> Result<Approval, Refusal> {
    if scene.state.line != Line::Up {
        return Err(Refusal::LineDown);
    }
    let found = scene
        .state
        .approvals
        .get(approval_number)
        .filter(|found| on.is_none_or(|day| kst(found.approved_at).date_naive() == day));
    found.cloned().ok_or(Refusal::NoSuchApproval)
}

fn kind_of(order: &StartCancel, approval: Option<&Approval>) -> Kind {
    match (order.kind, approval.map(|found| found.kind)) {
        (Receipt::Card, _) => Kind::Card,
        (Receipt::CashReceipt, Some(Kind::BankTransferReceipt)) => Kind::BankTransferReceipt,
        (Receipt::CashReceipt, _) => Kind::CashReceipt,
    }
}
