//! Every limit of the product that is not a vendor's rule, with its name and its reason.

/// Longest note of a cancellation, in characters: enough for a paragraph, short enough for a row.
pub const NOTE_MAX_CHARS: usize = 500;
/// Longest account number, in digits. Korean accounts have 10 to 14; corporate virtual ones up to 16.
pub const ACCOUNT_NUMBER_MAX_DIGITS: usize = 20;
pub const ACCOUNT_NUMBER_MIN_DIGITS: usize = 6;
/// Longest name of an account holder, in characters.
pub const HOLDER_NAME_MAX_CHARS: usize = 60;
/// Largest amount one payment can have, in won. Far above any tuition, far below 64 bits.
pub const AMOUNT_MAX_WON: i64 = 100_000_000_000;
/// Shortest and longest idempotency key, in ASCII characters.
pub const IDEMPOTENCY_KEY_MIN: usize = 16;
pub const IDEMPOTENCY_KEY_MAX: usize = 128;
/// Seconds in which a confirmed online cancel can still be withdrawn before it is sent.
pub const WITHDRAW_WINDOW_SECONDS: i64 = 5;
/// The longest window that can be configured: a refund shall not look forgotten.
pub const WITHDRAW_WINDOW_MAX_SECONDS: i64 = 60;
/// Rows of one page of a list.
pub const PAGE_SIZE_DEFAULT: u32 = 50;
pub const PAGE_SIZE_MAX: u32 = 200;
/// Longest search text, in characters.
pub const SEARCH_MAX_CHARS: usize = 100;
/// Items of one bill: more than a course, its books and its fees.
pub const BILL_ITEMS_MAX: usize = 20;
/// Longest name of an item, in characters; the first one is the vendor's name of the product.
pub const BILL_ITEM_NAME_MAX_CHARS: usize = 60;
/// Longest name of who is to pay, in characters.
pub const BILL_CUSTOMER_NAME_MAX_CHARS: usize = 60;
/// Longest message beside a bill, in characters: what a phone shows without scrolling.
pub const BILL_MESSAGE_MAX_CHARS: usize = 200;
/// How many days ahead the last day of a bill may be.
pub const BILL_LAST_DAY_MAX_DAYS: u32 = 365;
