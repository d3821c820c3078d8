//! The vendor's bill to our payment.

use desk_domain::cancellation::RefundArrival;
use desk_domain::payment::{
    CardDetail, CardType, CashReceiptState, Customer, GatewayStatus, Method, MethodDetail, Mode,
};
use desk_domain::{Timestamp, Won, bill, mask};

use super::cancel::cancellation_id;
use super::price::won;
use super::time::instant;
use crate::payssam::KnownBill;
use crate::payssam::wire::{Bill, BillState};
use crate::{Found, FoundBill, FoundCancellation, FoundCancellationState, ReadError};

/// Turns the vendor's bill into a payment, with what our index knows of it. `now` stands in for the
/// time of a cancel that the vendor does not tell.
///
/// # Errors
/// [`ReadError::Unsupported`] for a bill that is in no index of ours and was never paid: nobody knows
/// its price.
pub(in crate::payssam) fn found(
    bill: &Bill,
    known: Option<KnownBill>,
    mode: Mode,
    now: Timestamp,
) -> Result<Found, ReadError> {
    let unheard_of = |what: &str| {
        ReadError::Unsupported(format!("neither the vendor nor our index of bills knows {what}"))
    };
    let times = Times::of(bill);
    let price = known.as_ref().map(|known| known.price);
    let amount = bill.appr_price.as_deref().and_then(won).or(price);
    let amount = amount.ok_or_else(|| unheard_of("its price"))?;
    let sent_at = known.as_ref().map(|known| known.sent_at).or(times.paid_at);
    let requested_at = sent_at.ok_or_else(|| unheard_of("when it was sent"))?;
    let tax_free = known.as_ref().map_or(Won::ZERO, |known| known.tax_free);
    let is_cancelled = bill.appr_state == BillState::C;
    let taken = |won: Won| if is_cancelled { won } else { Won::ZERO };
    let (customer, order_name) = match known {
        Some(known) => (known.customer, known.product_name),
        None => (Customer::default(), bill.bill_id.clone()),
    };
    Ok(Found {
        gateway_payment_id: bill.bill_id.clone(),
        status: status(&bill.appr_state),
        customer,
        order_name,
        method: Method::Message,
        method_detail: detail(bill, mode),
        amount,
        cancelled: taken(amount),
        tax_free,
        cancelled_tax_free: taken(tax_free),
        cash_receipt: match bill.appr_cash_num {
            // A cancel of the bill does not cancel it, and a read of the bill does not say.
            Some(_) => CashReceiptState::Issued,
            None => CashReceiptState::None,
        },
        requested_at,
        paid_at: times.paid_at,
        cancelled_at: times.cancelled_at,
        approval_number: payment_number(bill),
        receipt_url: None,
        cancellations: is_cancelled
            .then(|| cancellation(bill, &times, amount, tax_free, now))
            .into_iter()
            .collect(),
    })
}

/// Where the bill stands, for who only wants that.
pub(in crate::payssam) fn found_bill(bill: &Bill) -> FoundBill {
    FoundBill {
        number: bill.bill_id.clone(),
        state: match bill.appr_state {
            BillState::W => Some(bill::BillState::Waiting),
            BillState::F => Some(bill::BillState::Paid),
            BillState::C => Some(bill::BillState::Cancelled),
            BillState::D => Some(bill::BillState::Void),
            BillState::Unknown(_) => None,
        },
        paid: bill.appr_price.as_deref().and_then(won),
        paid_at: Times::of(bill).paid_at,
        approval_number: payment_number(bill),
    }
}

fn status(state: &BillState) -> GatewayStatus {
    match state {
        BillState::W => GatewayStatus::Ready,
        BillState::F => GatewayStatus::Paid,
        BillState::C => GatewayStatus::Cancelled,
        BillState::D => GatewayStatus::Closed,
        BillState::Unknown(_) => GatewayStatus::Unknown,
    }
}

/// When a bill was paid and when its payment was cancelled, as far as it says.
struct Times {
    paid_at: Option<Timestamp>,
    cancelled_at: Option<Timestamp>,
}

impl Times {
    /// Of a cancelled bill no document says whether `appr_dt` is the payment or the cancel. It is taken
    /// for the cancel only where `appr_origin_dt`, the original approval, is told and lies before it;
    /// a time in doubt is no time.
    fn of(bill: &Bill) -> Self {
        let read = |text: &Option<String>| text.as_deref().and_then(instant);
        let (approved_at, origin_at) = (read(&bill.appr_dt), read(&bill.appr_origin_dt));
        if bill.appr_state != BillState::C {
            return Self { paid_at: approved_at, cancelled_at: None };
        }
        let later = approved_at.filter(|at| origin_at.is_some_and(|origin| origin < *at));
        Self { paid_at: origin_at, cancelled_at: read(&bill.appr_cancel_dt).or(later) }
    }
}

/// The approval number of the payment. Of a cancelled bill `appr_num` may be the cancel's.
fn payment_number(bill: &Bill) -> Option<String> {
    match bill.appr_state {
        BillState::C => bill.appr_origin_num.clone(),
        BillState::W | BillState::F | BillState::D | BillState::Unknown(_) => bill.appr_num.clone(),
    }
}

/// The one cancellation a bill can have. Nobody is named in it: neither a reason nor who asked.
fn cancellation(
    bill: &Bill,
    times: &Times,
    amount: Won,
    tax_free: Won,
    now: Timestamp,
) -> FoundCancellation {
    let number = bill.appr_origin_num.as_ref().and(bill.appr_num.as_deref());
    FoundCancellation {
        gateway_cancellation_id: cancellation_id(&bill.bill_id, number),
        state: FoundCancellationState::Succeeded,
        amount,
        tax_free,
        reason: String::new(),
        requested_at: times.cancelled_at.unwrap_or(now),
        cancelled_at: times.cancelled_at,
        receipt_url: None,
        arrival: RefundArrival::Unsaid,
    }
}

fn detail(bill: &Bill, mode: Mode) -> MethodDetail {
    MethodDetail {
        // The rulebook asks for the kind of payment under this name.
        pg: bill.appr_pay_type.clone(),
        mode: Some(mode),
        card: bill.appr_issuer.is_some().then(|| card(bill)),
        ..MethodDetail::default()
    }
}

fn card(bill: &Bill) -> CardDetail {
    let months = bill.appr_monthly.as_deref().and_then(|months| months.parse().ok());
    let kind = bill.appr_card_type.as_deref().unwrap_or_default();
    CardDetail {
        issuer: bill.appr_issuer.clone(),
        card_type: if kind.starts_with("신용") {
            Some(CardType::Credit)
        } else if kind.starts_with("체크") {
            Some(CardType::Debit)
        } else {
            None
        },
        number_masked: bill.appr_issuer_num.as_ref().map(|number| mask::card(number.expose())),
        installment_months: months.unwrap_or(0),
        ..CardDetail::default()
    }
}
