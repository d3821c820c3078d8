//! The answer of the rulebook for exactly one payment: what is possible, until when, at what cost,
//! what is needed and what will be left undone. The server makes it, the screen shows it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::amounts::AmountRule;
use crate::payment::named_enum;
use crate::{Text, Won};

named_enum! {
    /// What a person wants to do with a payment. Each has a button; a forbidden one says why.
    Action {
        CancelFull = "cancel_full",
        CancelPartial = "cancel_partial",
        ForceCancel = "force_cancel",
        /// 미납내역 가져오기.
        Rebill = "rebill",
        /// Close an empty virtual account, withdraw an unpaid bill.
        Void = "void",
        /// 이미 밖에서 파기했어요: write down that a bill was withdrawn where the desk neither acts nor reads.
        VoidOutside = "void_outside",
    }
}

named_enum! {
    Verdict {
        Allowed = "allowed",
        /// Allowed when the person first does something: an account, the card, a contract.
        AllowedWithSteps = "allowed_with_steps",
        Blocked = "blocked",
    }
}

named_enum! {
    /// How firmly a notice is meant.
    Severity { Info = "info", Warning = "warning", Block = "block" }
}

named_enum! {
    /// What the dialog must ask for.
    Input {
        Reason = "reason",
        RefundAccount = "refund_account",
        HolderPhone = "holder_phone",
        CardPresent = "card_present",
        PosConnected = "pos_connected",
        CancelPassword = "cancel_password",
        SellerConsent = "seller_consent",
        PromotionRetainOption = "promotion_retain_option",
    }
}

named_enum! {
    /// Who bears a fee.
    FeePayer { Merchant = "merchant", Customer = "customer", Nobody = "nobody" }
}

named_enum! {
    CashReceiptEffect {
        /// No receipt is known, or the method has none.
        None = "none",
        CancelledAlong = "cancelled_along",
        /// Staff cancels it separately.
        CancelSeparately = "cancel_separately",
        /// No source says; staff checks.
        Check = "check",
    }
}

/// One thing worth knowing, with a stable code and the place in the rulebook it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notice {
    /// Stable, for tests and for the screen: `deadline_passed`, `partial_not_allowed`, ...
    pub code: String,
    pub severity: Severity,
    pub text: Text,
    /// The rule row, e.g. `P-PHONE`; empty for facts of the payment itself.
    pub rule: String,
    /// Titles of the documents the rule was read in; empty for facts of the payment itself.
    #[serde(default)]
    pub sources: Vec<Text>,
}

/// Whether one action is possible now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActionDecision {
    pub action: Action,
    pub verdict: Verdict,
    /// The reasons, the blocking ones first. Never empty when blocked.
    pub reasons: Vec<Notice>,
}

/// The last day on which a cancel is possible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Deadline {
    /// The last possible Korean calendar date, inclusive.
    pub last_day: NaiveDate,
    /// Whole days from today to `last_day`: 0 is the last day, negative is past.
    pub days_left: i64,
    /// Whether the rule is firm enough to block; otherwise the gateway decides.
    pub firm: bool,
    /// The last days before the limit, or the boundary itself is in doubt.
    pub near: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fee {
    pub amount: Won,
    pub payer: FeePayer,
    pub text: Text,
}

/// When the customer has the money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Arrival {
    pub business_days_min: u32,
    pub business_days_max: u32,
    pub text: Text,
    /// The same of a part, where that takes longer than the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_part: Option<Text>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CashReceiptNote {
    pub effect: CashReceiptEffect,
    pub text: Text,
}

named_enum! {
    /// How a payment of a card terminal can be cancelled when the direct way is closed.
    SideRoute {
        /// 통합 승인 내역, the approvals program on the desk's PC.
        ApprovalsProgram = "approvals_program",
        /// 키인: the card number typed at the terminal.
        KeyedIn = "keyed_in",
    }
}

/// Another way to the same end, beside the direct one. Our book is not told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WayBeside {
    pub route: SideRoute,
    /// Closed for this payment; `text` says why.
    pub possible: bool,
    /// Open, but only where nothing better is.
    pub advised: bool,
    pub text: Text,
    /// What to do, in order.
    pub steps: Vec<Text>,
    /// What to mind on the way.
    pub cautions: Vec<Text>,
    /// The rule row, e.g. `M-NF`.
    pub rule: String,
}

/// Everything the hint panel and the dialog need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decision {
    /// The rule rows that were used, the most specific first, e.g. `P-KSNET`, `P-CARD`.
    pub rules: Vec<String>,
    /// One sentence: the verdict in words.
    pub headline: Text,
    /// The best verdict over full and partial cancel.
    pub verdict: Verdict,
    /// One per [`Action`], in the order of the buttons.
    pub actions: Vec<ActionDecision>,
    pub deadline: Option<Deadline>,
    pub amount: AmountRule,
    pub fee: Option<Fee>,
    pub arrival: Option<Arrival>,
    pub inputs: Vec<Input>,
    pub cash_receipt: CashReceiptNote,
    /// What this cancel will leave for somebody to do.
    pub stays_undone: Vec<Text>,
    /// What to do, in order.
    pub steps: Vec<Text>,
    /// Without the card at hand, the best way first. Empty where the channel knows no other way.
    #[serde(default)]
    pub ways_beside: Vec<WayBeside>,
    /// Further notices: hints, warnings, unverified rules, conflicts between sources.
    pub notices: Vec<Notice>,
}

impl Decision {
    #[must_use]
    pub fn of(&self, action: Action) -> Option<&ActionDecision> {
        self.actions.iter().find(|decision| decision.action == action)
    }

    #[must_use]
    pub fn allows(&self, action: Action) -> bool {
        self.of(action).is_some_and(|decision| decision.verdict != Verdict::Blocked)
    }
}
