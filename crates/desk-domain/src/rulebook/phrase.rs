//! What the code itself says, rather than a rule: states, headlines, words of the guide.
//!
//! Each phrase names the gaps the code fills. At load every phrase must have its message, and a
//! message may use no other gap.

use crate::decision::Input;
use crate::guide::CellKind;

/// One message that the code speaks.
pub(super) struct Phrase {
    pub(super) key: &'static str,
    pub(super) gaps: &'static [&'static str],
}

macro_rules! phrases {
    ($($name:ident = $key:literal [$($gap:literal),*];)+) => {
        $(pub(super) const $name: Phrase = Phrase { key: $key, gaps: &[$($gap),*] };)+
        /// All of them, for the check at load.
        pub(super) const ALL: &[Phrase] = &[$($name),+];
    };
}

phrases! {
    VOIDED = "state_void" [];
    CANCELLED = "state_cancelled" [];
    CANCELLED_IN_BOOK_ONLY = "state_cancelled_in_book_only" [];
    FAILED = "state_failed" [];
    UNPAID = "state_unpaid" [];
    IN_FLIGHT = "state_in_flight" ["reserved"];
    IN_DOUBT = "state_in_doubt" ["reserved"];
    CHECKING = "state_checking" [];
    GATEWAY_AHEAD = "state_gateway_ahead" [];
    BOOK_AHEAD = "state_book_ahead" [];
    NO_CONNECTION = "state_no_connection" [];
    NOTHING_LEFT = "state_nothing_left" [];

    CAN = "headline_can" [];
    UNTIL = "headline_until" ["date", "days"];
    TODAY_ONLY = "headline_today_only" [];
    PASSED = "headline_passed" ["date"];
    PARTIAL_ONLY = "headline_partial_only" [];

    REMAINDER_TOO_SMALL = "partial_remainder_too_small" ["min"];
    BOUNDARY = "deadline_boundary" ["date"];
    RECEIPT_NONE = "receipt_none" [];
    RECEIPT_CANCELLED = "receipt_cancelled" [];
    RECEIPT_NO_RULE = "receipt_no_rule" [];

    FORCE_UNPAID = "force_unpaid" [];
    FORCE_GATEWAY_AHEAD = "force_gateway_ahead" [];
    REBILL_NOTHING = "rebill_nothing" [];
    REBILL_AFTER_FORCE = "rebill_after_force" [];
    REBILL_AFTER_BOUNCE = "rebill_after_bounce" [];
    REBILL_ALL_BILLED = "rebill_all_billed" [];
    REBILL_BOOK_AHEAD = "rebill_book_ahead" [];
    VOID_PAID = "void_paid" [];
    VOID_DEPOSITED = "void_deposited" [];
    VOID_CLOSED = "void_closed" [];
    VOID_NOTHING = "void_nothing" [];
    VOID_OUTSIDE_NOWHERE = "void_outside_nowhere" [];

    ASK_REASON = "ask_reason" [];
    ASK_REFUND_ACCOUNT = "ask_refund_account" [];
    ASK_HOLDER_PHONE = "ask_holder_phone" [];
    ASK_CARD_PRESENT = "ask_card_present" [];
    ASK_POS_CONNECTED = "ask_pos_connected" [];
    ASK_CANCEL_PASSWORD = "ask_cancel_password" [];
    ASK_SELLER_CONSENT = "ask_seller_consent" [];
    ASK_PROMOTION = "ask_promotion_retain_option" [];

    UNVERIFIED_ABILITY = "unverified_ability" [];
    UNVERIFIED_PARTIAL = "unverified_partial" [];
    UNVERIFIED_DEADLINE = "unverified_deadline" [];
    UNVERIFIED_FEE = "unverified_fee" [];
    UNVERIFIED_ARRIVAL = "unverified_arrival" [];
    UNVERIFIED_RECEIPT = "unverified_receipt" [];

    UNDO_LATE = "undo_late" [];
    UNDO_PARTIAL = "undo_partial" [];
    UNDO_WEEKEND = "undo_weekend" [];
    UNDO_CLOSED = "undo_closed" [];

    GUIDE_YES = "guide_yes" [];
    GUIDE_NO = "guide_no" [];
    GUIDE_CONTRACT = "guide_contract" [];
    GUIDE_ELSEWHERE = "guide_elsewhere" [];
    GUIDE_SAME_MONTH = "guide_same_month" [];
    GUIDE_DAYS = "guide_days" ["count"];
    GUIDE_MONTHS = "guide_months" ["count"];
    GUIDE_YEAR = "guide_year" [];
    GUIDE_YEARS = "guide_years" ["count"];
    GUIDE_UNLIMITED = "guide_unlimited" [];
    GUIDE_UNSTATED = "guide_unstated" [];
    GUIDE_BOUNDARY = "guide_boundary" [];
    GUIDE_MIN = "guide_min" ["above"];
    GUIDE_COUNT = "guide_count" ["max"];
    GUIDE_HOURS = "guide_hours" ["from", "until"];
    GUIDE_BUSINESS_DAYS = "guide_business_days" ["min", "max"];
    GUIDE_SAME_DAY = "guide_same_day" [];
    GUIDE_BUSINESS_DAY = "guide_business_day" ["min"];
    GUIDE_SAME_DAY_FULL = "guide_same_day_full" ["span"];
}

/// What the person must first have or do for an input, as a headline.
pub(super) const fn asking(input: Input) -> &'static Phrase {
    match input {
        Input::Reason => &ASK_REASON,
        Input::RefundAccount => &ASK_REFUND_ACCOUNT,
        Input::HolderPhone => &ASK_HOLDER_PHONE,
        Input::CardPresent => &ASK_CARD_PRESENT,
        Input::PosConnected => &ASK_POS_CONNECTED,
        Input::CancelPassword => &ASK_CANCEL_PASSWORD,
        Input::SellerConsent => &ASK_SELLER_CONSENT,
        Input::PromotionRetainOption => &ASK_PROMOTION,
    }
}

/// What to say of a cell that no document settles; `None` where its own words say enough.
pub(super) const fn doubting(kind: CellKind) -> Option<&'static Phrase> {
    match kind {
        CellKind::Full => Some(&UNVERIFIED_ABILITY),
        CellKind::Partial | CellKind::PartialMin | CellKind::PartialCount => {
            Some(&UNVERIFIED_PARTIAL)
        }
        CellKind::Deadline | CellKind::Hours => Some(&UNVERIFIED_DEADLINE),
        CellKind::Fee => Some(&UNVERIFIED_FEE),
        CellKind::Arrival => Some(&UNVERIFIED_ARRIVAL),
        CellKind::CashReceipt => Some(&UNVERIFIED_RECEIPT),
        CellKind::Inputs
        | CellKind::Undone
        | CellKind::Steps
        | CellKind::Void
        | CellKind::TestMode
        | CellKind::Note
        | CellKind::FollowUp
        | CellKind::Undo => None,
    }
}
