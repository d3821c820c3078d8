//! What happens without the merchant's program: admins, and customers who pay.

use serde::Deserialize;

use super::book::{Refund, RefundSource};
use super::cancel::{self, CancelOrder, Circumstances, RefundAccount};
use super::errors::{ApiError, ErrorKind};
use super::method::Method;
use super::notice::{self, Event};
use super::state::Scene;
use super::status::Status;

/// A cancel in an admin, outside of the merchant's own program.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct OutsideCancel {
    pub via: Via,
    /// Absent: everything left.
    pub amount_won: Option<i64>,
    pub tax_free_won: Option<i64>,
    pub reason: Option<String>,
    pub refund_account: Option<RefundAccount>,
}

/// Whose admin.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// Bootpay's: the status follows and a webhook goes out.
    #[default]
    Admin,
    /// The PG's: the money moves, Bootpay is not told.
    PgSite,
}

/// By receipt id or order number, as all of the vendor's side.
pub(crate) fn cancel(
    scene: &mut Scene<'_>,
    name: &str,
    outside: &OutsideCancel,
) -> Result<(), ApiError> {
    let receipt_id = scene.receipt_id(name)?;
    match outside.via {
        Via::Admin => {
            let order = CancelOrder {
                amount: outside.amount_won,
                tax_free: outside.tax_free_won,
                reason: outside.reason.clone(),
                account: outside.refund_account.clone(),
                ..CancelOrder::default()
            };
            let circumstances = Circumstances { source: RefundSource::Admin, verdict: None };
            cancel::cancel(scene, &receipt_id, &order, &circumstances).map(drop)
        }
        Via::PgSite => refund_at_pg(scene, &receipt_id, outside.amount_won, RefundSource::PgSite),
    }
}

/// Real money, but Bootpay's record stays as it was.
pub(crate) fn refund_at_pg(
    scene: &mut Scene<'_>,
    receipt_id: &str,
    amount_won: Option<i64>,
    source: RefundSource,
) -> Result<(), ApiError> {
    let now = scene.now;
    let stored = scene.state.book.edit(receipt_id)?;
    let amount_won = amount_won.unwrap_or_else(|| stored.held_won());
    if amount_won <= 0 || amount_won > stored.held_won() {
        return Err(ApiError::refused("PG사에 남은 금액보다 많이 취소할 수 없습니다."));
    }
    stored.refunds.push(Refund {
        amount_won,
        at: now,
        source,
        cancel_id: None,
        canceller: None,
        reason: None,
        account: None,
    });
    Ok(())
}

/// The customer's transfer arrives in the virtual account.
pub(crate) fn deposit(scene: &mut Scene<'_>, name: &str) -> Result<(), ApiError> {
    let receipt_id = scene.receipt_id(name)?;
    let now = scene.now;
    let stored = scene.state.book.edit(&receipt_id)?;
    let is_open = match &stored.method {
        Method::VirtualAccount(account) => account.expired_at.is_none_or(|at| now < at),
        _ => false,
    };
    if stored.status != Status::AccountIssued || !is_open {
        return Err(ApiError::invalid("입금을 기다리는 가상계좌가 아닙니다."));
    }
    stored.status = Status::Paid;
    stored.purchased_at = Some(now);
    notice::emit(scene, &receipt_id, Event::Completed)
}

impl Scene<'_> {
    /// The id of the receipt that `name` names.
    pub(crate) fn receipt_id(&self, name: &str) -> Result<String, ApiError> {
        let found = self.state.book.find(name).map(|stored| stored.receipt_id.clone());
        found.ok_or_else(|| ApiError::new(ErrorKind::ReceiptNotFound, "없는 결제입니다."))
    }

    /// Faults are asked for by the merchant's order number, which may say so itself; one that was
    /// armed for the receipt id strikes as well.
    pub(crate) fn name_in_faults(&self, receipt_id: &str) -> String {
        let is_armed =
            self.faults.armed().iter().any(|fault| fault.payment_id.as_deref() == Some(receipt_id));
        match self.state.book.find(receipt_id) {
            Some(stored) if !is_armed => stored.order_id.clone(),
            _ => receipt_id.to_owned(),
        }
    }
}
