//! Bootpay's own side of the counter, for tests and for the control page: admins, customers, and
//! the truth about the money. A payment is named by its receipt id or its order number.

use serde::Serialize;

use super::blueprint::{self, Blueprint};
use super::book::{Refund, Stored};
use super::cash_receipt::CashReceipt;
use super::errors::ApiError;
use super::notice::{self, Event, Style};
use super::outside::{self, OutsideCancel};
use super::status::Status;
use crate::world::World;

#[derive(Debug)]
pub struct Backstage<'a> {
    world: &'a World,
}

/// What really happened to a payment's money, whatever Bootpay's API says. Won.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Truth {
    pub receipt_id: String,
    pub order_id: String,
    /// What Bootpay believes; stale after a cancel at the PG.
    pub status: Status,
    pub charged_won: i64,
    pub refunded_won: i64,
    /// Charged, less refunded.
    pub held_won: i64,
    pub refund_count: usize,
    pub refunds: Vec<Refund>,
    pub has_cash_receipt: bool,
}

impl<'a> Backstage<'a> {
    pub(crate) const fn of(world: &'a World) -> Self {
        Self { world }
    }

    /// Puts a payment into the book and returns its receipt id. Nobody is told.
    pub fn create(&self, blueprint: &Blueprint) -> Result<String, ApiError> {
        self.world.at_bootpay(|scene| blueprint::create(scene.state, blueprint, scene.now))
    }

    /// The same, and the merchant is told as of any payment.
    pub fn take_payment(&self, blueprint: &Blueprint) -> Result<String, ApiError> {
        self.world.at_bootpay(|scene| {
            let receipt_id = blueprint::create(scene.state, blueprint, scene.now)?;
            match blueprint.status {
                Status::Paid => notice::emit(scene, &receipt_id, Event::Completed)?,
                Status::AccountIssued => notice::emit(scene, &receipt_id, Event::AccountIssued)?,
                _ => {}
            }
            Ok(receipt_id)
        })
    }

    pub fn truth(&self, name: &str) -> Option<Truth> {
        self.world.at_bootpay(|scene| scene.state.book.find(name).map(Truth::of))
    }

    /// A cancel in Bootpay's admin or in that of the PG.
    pub fn cancel(&self, name: &str, cancel: &OutsideCancel) -> Result<(), ApiError> {
        self.world.at_bootpay(|scene| outside::cancel(scene, name, cancel))
    }

    /// The customer pays into the virtual account.
    pub fn deposit(&self, name: &str) -> Result<(), ApiError> {
        self.world.at_bootpay(|scene| outside::deposit(scene, name))
    }

    /// Where and how webhooks go from now on.
    pub fn send_webhooks(&self, url: Option<String>, style: Style) {
        self.world.at_bootpay(|scene| {
            scene.state.outbox.target = url;
            scene.state.options.webhook_style = style;
        });
    }

    /// 부분취소 중복방지 on or off.
    pub fn guard_repeats(&self, on: bool) {
        self.world.at_bootpay(|scene| scene.state.options.repeat_guard = on);
    }

    /// A partial cancel must be greater than this, in won.
    pub fn take_partials_above(&self, won: i64) {
        self.world.at_bootpay(|scene| scene.state.options.partial_above_won = won);
    }
}

impl Truth {
    pub(crate) fn of(stored: &Stored) -> Self {
        Self {
            receipt_id: stored.receipt_id.clone(),
            order_id: stored.order_id.clone(),
            status: stored.status,
            charged_won: stored.charged_won(),
            refunded_won: stored.refunded_won(),
            held_won: stored.held_won(),
            refund_count: stored.refunds.len(),
            refunds: stored.refunds.clone(),
            has_cash_receipt: stored.cash_receipt.as_ref().is_some_and(CashReceipt::is_issued),
        }
    }
}
