//! 어긋남: what exactly differs between book and vendor, and what most likely made it.

use serde::{Deserialize, Serialize};

use crate::follow_up::FollowUpCause;
use crate::payment::{Channel, Method, Mode, Payment, named_enum};
use crate::{Timestamp, Won};

named_enum! {
    /// What differs.
    Difference {
        /// All that was paid is cancelled at the vendor; the book knows of less.
        OutsideFull = "outside_full",
        /// A part is, and some is left to cancel.
        OutsidePartial = "outside_partial",
        /// Cancelled in the book only.
        BookOnly = "book_only",
        /// Different sums for what was paid.
        Amounts = "amounts",
        /// A cancel whose end nobody knows.
        Unproven = "unproven",
        /// A bill that the book had let go of was paid.
        PaidAfterAll = "paid_after_all",
        /// Cancelled on both sides, and the money came back from the account.
        RefundBounced = "refund_bounced",
        /// Signed off as given back, and cancelled at the vendor after that.
        PaidBackTwice = "paid_back_twice",
        /// A cancel that the vendor took long ago and has not ended.
        PendingLong = "pending_long",
    }
}

named_enum! {
    /// What may have made a difference. A guess, until somebody has asked.
    LikelyCause {
        /// Somebody cancelled at the vendor's site for merchants.
        ManagerSite = "manager_site",
        /// Somebody cancelled in the console of the vendor or of the PG behind it.
        PgAdmin = "pg_admin",
        /// The PG cancels test payments by itself at the end of the day.
        TestScheduler = "test_scheduler",
        /// The card holder disputed the payment, and the issuer took it back.
        Chargeback = "chargeback",
        /// We cancelled in the book only, and nobody has cancelled at the vendor yet.
        ForceCancel = "force_cancel",
        /// A file was imported with another sum.
        ImportedFile = "imported_file",
        /// The answer to an order was lost.
        LostAnswer = "lost_answer",
        /// A bill reached its vendor late.
        LateBill = "late_bill",
        /// Somebody wrote down a void outside that never took effect.
        NotVoided = "not_voided",
        /// The refund account is closed, wrong or somebody else's.
        RefundAccount = "refund_account",
        /// The money was paid out by hand, and the vendor gave it back as well.
        PaidByHand = "paid_by_hand",
        /// A bank or a PG works on it, or has forgotten it.
        SlowSettlement = "slow_settlement",
    }
}

/// A whole payment by card that is cancelled outside this many days after it was paid may be a dispute:
/// those take weeks, and a merchant who cancels so late usually comes to us first. UNVERIFIED: no vendor
/// of ours states a term, so a dispute is only ever named beside the console.
pub const CHARGEBACK_FROM_DAYS: i64 = 30;

const DAY: i64 = 24 * 60 * 60;

/// What differs, where a follow-up of this cause stands on the payment.
#[must_use]
pub fn difference(payment: &Payment, cause: FollowUpCause) -> Difference {
    match cause {
        FollowUpCause::GatewayAhead if is_whole(payment) => Difference::OutsideFull,
        FollowUpCause::GatewayAhead => Difference::OutsidePartial,
        FollowUpCause::BookAhead => Difference::BookOnly,
        FollowUpCause::AmountsDiffer => Difference::Amounts,
        FollowUpCause::Unproven => Difference::Unproven,
        FollowUpCause::PaidAfterAll => Difference::PaidAfterAll,
        FollowUpCause::RefundBounced => Difference::RefundBounced,
        FollowUpCause::PaidBackTwice => Difference::PaidBackTwice,
        FollowUpCause::PendingLong => Difference::PendingLong,
    }
}

/// The most likely one first. `noticed_at` is when the difference was seen.
#[must_use]
pub fn likely_causes(
    payment: &Payment,
    cause: FollowUpCause,
    noticed_at: Timestamp,
) -> Vec<LikelyCause> {
    match cause {
        FollowUpCause::BookAhead => vec![LikelyCause::ForceCancel],
        FollowUpCause::AmountsDiffer => vec![LikelyCause::ImportedFile],
        FollowUpCause::Unproven => vec![LikelyCause::LostAnswer],
        FollowUpCause::PaidAfterAll => vec![paid_all_the_same(payment)],
        FollowUpCause::RefundBounced => vec![LikelyCause::RefundAccount],
        FollowUpCause::PaidBackTwice => vec![LikelyCause::PaidByHand],
        FollowUpCause::PendingLong => vec![LikelyCause::SlowSettlement],
        FollowUpCause::GatewayAhead => made_outside(payment, noticed_at),
    }
}

/// Bills that the desk sends itself come late; of the others only a person said that they were void.
const fn paid_all_the_same(payment: &Payment) -> LikelyCause {
    match payment.channel {
        Channel::Payssam => LikelyCause::LateBill,
        Channel::Portone
        | Channel::Bootpay
        | Channel::Alltalkpay
        | Channel::Toss
        | Channel::Terminal
        | Channel::Recorded => LikelyCause::NotVoided,
    }
}

fn made_outside(payment: &Payment, noticed_at: Timestamp) -> Vec<LikelyCause> {
    let console = match payment.channel {
        Channel::Payssam | Channel::Alltalkpay => LikelyCause::ManagerSite,
        Channel::Portone
        | Channel::Bootpay
        | Channel::Toss
        | Channel::Terminal
        | Channel::Recorded => LikelyCause::PgAdmin,
    };
    if payment.method_detail.mode == Some(Mode::Test) && is_whole(payment) {
        return vec![LikelyCause::TestScheduler, console];
    }
    let placed_at = payment.paid_at.unwrap_or(payment.requested_at);
    let is_late = noticed_at.seconds_since(placed_at) >= CHARGEBACK_FROM_DAYS * DAY;
    if payment.method == Method::Card && is_whole(payment) && is_late {
        return vec![console, LikelyCause::Chargeback];
    }
    vec![console]
}

fn is_whole(payment: &Payment) -> bool {
    payment.gateway_cancelled > Won::ZERO && payment.gateway_cancelled >= payment.amounts.paid
}
