//! What a history has to survive, by kinds.

use std::fmt;

use desk_simulator::FaultKind;

/// A kind of trouble. A run of many histories that never met one of them proves nothing about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mishap {
    SameKeyAtOnce,
    OtherKeyAtOnce,
    BrowserGone,
    DiedAtWork,
    DiedOverRequest,
    DiedComparing,
    DiedSigning,
    TwoWorkers,
    Withdrawn,
    Forced,
    BilledAgain,
    NotExecuted,
    Executed,
    ServerError,
    PastTimeOut,
    ArrivedForNobody,
    PgAnswerLost,
    Refused,
    HookTwice,
    HookOutOfOrder,
    HookHeldBack,
    HookLate,
    HookLost,
    HookForged,
    OutsideInFull,
    OutsideInPart,
    OutsideAtOnce,
    PaidOut,
    NotPaidOut,
    CameBack,
    Adopted,
    TerminalLine,
    VanLine,
    Declined,
    AgentDied,
    JournalTorn,
    Midnight,
    MonthEnd,
}

impl Mishap {
    pub const ALL: [Self; 38] = [
        Self::SameKeyAtOnce,
        Self::OtherKeyAtOnce,
        Self::BrowserGone,
        Self::DiedAtWork,
        Self::DiedOverRequest,
        Self::DiedComparing,
        Self::DiedSigning,
        Self::TwoWorkers,
        Self::Withdrawn,
        Self::Forced,
        Self::BilledAgain,
        Self::NotExecuted,
        Self::Executed,
        Self::ServerError,
        Self::PastTimeOut,
        Self::ArrivedForNobody,
        Self::PgAnswerLost,
        Self::Refused,
        Self::HookTwice,
        Self::HookOutOfOrder,
        Self::HookHeldBack,
        Self::HookLate,
        Self::HookLost,
        Self::HookForged,
        Self::OutsideInFull,
        Self::OutsideInPart,
        Self::OutsideAtOnce,
        Self::PaidOut,
        Self::NotPaidOut,
        Self::CameBack,
        Self::Adopted,
        Self::TerminalLine,
        Self::VanLine,
        Self::Declined,
        Self::AgentDied,
        Self::JournalTorn,
        Self::Midnight,
        Self::MonthEnd,
    ];

    /// What a fault that has struck at a vendor is to the desk.
    pub(crate) const fn of(struck: FaultKind) -> Option<Self> {
        match struck {
            FaultKind::TimeoutBefore | FaultKind::DropBefore => Some(Self::NotExecuted),
            FaultKind::TimeoutAfter | FaultKind::DropAfter | FaultKind::HalfAnswer => {
                Some(Self::Executed)
            }
            FaultKind::Http500 | FaultKind::Http503 | FaultKind::Http500After => {
                Some(Self::ServerError)
            }
            FaultKind::Failed200 | FaultKind::PgRefused | FaultKind::NotSent => Some(Self::Refused),
            FaultKind::PgAnswerLost => Some(Self::PgAnswerLost),
            FaultKind::CancelledFirst | FaultKind::VoidedFirst | FaultKind::PaidFirst => {
                Some(Self::OutsideAtOnce)
            }
            FaultKind::RefundFails => Some(Self::NotPaidOut),
            FaultKind::RefundBounces => Some(Self::CameBack),
            FaultKind::WebhookDuplicate => Some(Self::HookTwice),
            FaultKind::WebhookLate => Some(Self::HookHeldBack),
            FaultKind::WebhookLost => Some(Self::HookLost),
            // The wire of a history has delays of its own.
            FaultKind::Slow | FaultKind::Hold | FaultKind::ArrivesLate => None,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::SameKeyAtOnce => "clicks at once with one key",
            Self::OtherKeyAtOnce => "clicks at once with other keys",
            Self::BrowserGone => "browsers that vanished over a click",
            Self::DiedAtWork => "workers that died",
            Self::DiedOverRequest => "desks that died over a request",
            Self::DiedComparing => "desks that died while they compared",
            Self::DiedSigning => "desks that died over a manager's signature",
            Self::TwoWorkers => "workers of two replicas at once",
            Self::Withdrawn => "cancels taken back",
            Self::Forced => "force-cancels",
            Self::BilledAgain => "bills over cancelled money",
            Self::NotExecuted => "answers lost, not executed",
            Self::Executed => "answers lost or broken off, executed",
            Self::ServerError => "5xx",
            Self::PastTimeOut => "answers past the time-out",
            Self::ArrivedForNobody => "orders that arrived when nobody waited",
            Self::PgAnswerLost => "answers of the PG that its own vendor lost",
            Self::Refused => "refusals",
            Self::HookTwice => "webhooks that came twice",
            Self::HookOutOfOrder => "webhooks out of order",
            Self::HookHeldBack => "webhooks that their vendor held back",
            Self::HookLate => "webhooks a minute old and more",
            Self::HookLost => "webhooks that never came",
            Self::HookForged => "forged webhooks refused",
            Self::OutsideInFull => "full cancels in the vendor's admin",
            Self::OutsideInPart => "partial cancels in the vendor's admin",
            Self::OutsideAtOnce => "cancels there just before our own",
            Self::PaidOut => "account refunds paid out",
            Self::NotPaidOut => "account refunds that failed",
            Self::CameBack => "account refunds that came back",
            Self::Adopted => "cancels made outside, taken into the book",
            Self::TerminalLine => "lines to a terminal that broke",
            Self::VanLine => "ends at a terminal that nobody knew",
            Self::Declined => "noes of the card company at a terminal",
            Self::AgentDied => "agents of a terminal that died",
            Self::JournalTorn => "journals that broke off",
            Self::Midnight => "midnights over a cancel under way",
            Self::MonthEnd => "ends of a month over a cancel under way",
        }
    }
}

impl fmt::Display for Mishap {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.words())
    }
}
