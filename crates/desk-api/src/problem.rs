//! Errors on the wire: `application/problem+json` (RFC 9457) with a stable code.

use desk_domain::{CancellationId, Text, Won};
use serde::{Deserialize, Serialize};

/// Declares the codes with their status and their titles, once.
macro_rules! problem_codes {
    ($($(#[$doc:meta])* $variant:ident = $code:tt, $status:literal, $ko:literal, $en:literal;)+) => {
        /// What a client branches on. Each code has one HTTP status and one advice.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum ProblemCode {
            $($(#[$doc])* #[serde(rename = $code)] $variant),+
        }

        impl ProblemCode {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status),+ }
            }

            #[must_use]
            pub fn title(self) -> Text {
                match self { $(Self::$variant => Text::new($ko, $en)),+ }
            }
        }
    };
}

problem_codes! {
    BadJson = "bad_json", 400, "보낸 내용을 읽지 못했어요. 화면을 새로고침하고 다시 해 주세요.", "The request could not be read. Reload the page and try again.";
    BadQuery = "bad_query", 400, "조회 조건이 맞지 않아요. 조건을 고쳐 주세요.", "The filter is not valid. Correct it and try again.";
    BadCursor = "bad_cursor", 400, "목록이 바뀌었어요. 처음부터 다시 볼게요.", "The list has changed. Start from the first page.";
    IdempotencyKeyMissing = "idempotency_key_missing", 400, "요청에 고유 번호가 없어요. 화면을 새로고침해 주세요.", "The request has no idempotency key. Reload the page.";
    NotSignedIn = "not_signed_in", 401, "로그인이 끝났어요. 다시 로그인하면 이어서 할 수 있어요.", "You are signed out. Sign in to go on.";
    WrongCredentials = "wrong_credentials", 401, "아이디나 비밀번호가 맞지 않아요.", "The login or the password is wrong.";
    WrongPairingCode = "wrong_pairing_code", 401, "코드가 맞지 않거나 시간이 지났어요. 콘솔에서 새 코드를 받아 주세요.", "The code is wrong or too old. Get a new one from the console.";
    NotAllowed = "not_allowed", 403, "이 일을 할 권한이 없어요. 매니저에게 부탁해 주세요.", "You may not do this. Ask a manager.";
    StepUpNeeded = "step_up_needed", 403, "비밀번호를 한 번 더 확인해 주세요. 확인하면 이어서 할 수 있어요.", "Confirm your password once more to go on.";
    ForeignOrigin = "foreign_origin", 403, "다른 사이트에서 온 요청이라 받지 않았어요.", "The request came from another site and was refused.";
    NotFound = "not_found", 404, "찾는 내용이 없어요. 주소를 확인해 주세요.", "There is nothing here. Check the address.";
    PaymentNotFound = "payment_not_found", 404, "결제를 찾지 못했어요. 목록에서 다시 골라 주세요.", "We could not find this payment. Choose one from the list.";
    CustomerNotFound = "customer_not_found", 404, "고객을 찾지 못했어요. 결제 목록에서 다시 골라 주세요.", "We could not find this customer. Choose one from the list of payments.";
    CancellationNotFound = "cancellation_not_found", 404, "취소 내역을 찾지 못했어요.", "This cancellation does not exist.";
    FollowUpNotFound = "follow_up_not_found", 404, "할 일을 찾지 못했어요. 목록에서 다시 골라 주세요.", "We could not find this follow-up. Choose one from the list.";
    BillNotFound = "bill_not_found", 404, "청구서를 찾지 못했어요. 목록에서 다시 골라 주세요.", "We could not find this bill. Choose one from the list.";
    MethodNotAllowed = "method_not_allowed", 405, "이 주소에서는 할 수 없는 요청이에요.", "This address does not take this method.";
    SlowRequest = "slow_request", 408, "보낸 내용이 제때 다 오지 않았어요. 인터넷 연결을 확인하고 다시 해 주세요.", "The request did not arrive in time. Check the connection and try again.";
    InFlight = "in_flight", 409, "이 결제는 지금 취소하고 있어요. 다시 누르지 마세요.", "A cancellation of this payment is under way. Do not send it again.";
    PaymentChanged = "payment_changed", 409, "방금 다른 사람이 이 결제를 바꿨어요. 남은 금액을 확인하고 다시 해 주세요.", "Somebody has just changed this payment. Check what is left and try again.";
    TooLateToWithdraw = "too_late_to_withdraw", 409, "이미 보낸 취소라 되돌릴 수 없어요. 결과를 기다려 주세요.", "It is already sent and cannot be withdrawn. Wait for the result.";
    NoTerminal = "no_terminal", 409, "지금 연결된 단말기가 없어요. 단말기를 연결하거나 카드 없이 하는 방법을 따라 주세요.", "No terminal is connected. Connect one, or follow the ways without it.";
    FollowUpChanged = "follow_up_changed", 409, "그사이에 내용이 바뀌었어요. 금액과 이유를 다시 확인하고 눌러 주세요.", "It has changed since. Check the amount and the reason, then press again.";
    FollowUpClosed = "follow_up_closed", 409, "이미 끝난 할 일이에요. 목록을 다시 확인해 주세요.", "This follow-up is closed already. Look at the list again.";
    BillChanged = "bill_changed", 409, "방금 이 청구서가 바뀌었어요. 상태를 확인하고 다시 해 주세요.", "This bill has just changed. Look where it stands and try again.";
    BodyTooLarge = "body_too_large", 413, "보낸 내용이 너무 커요. 메모를 줄여 주세요.", "The request is too large. Shorten the note.";
    AddressTooLong = "address_too_long", 414, "주소가 너무 길어요. 검색 조건을 줄여 주세요.", "The address is too long. Use fewer filters.";
    UnsupportedMediaType = "unsupported_media_type", 415, "JSON으로 보내 주세요.", "Send JSON.";
    InvalidInput = "invalid_input", 422, "입력한 내용을 고쳐 주세요.", "Correct what you entered.";
    IdempotencyKeyReused = "idempotency_key_reused", 422, "같은 번호로 다른 취소를 보냈어요. 창을 닫고 다시 시작해 주세요.", "The same key was used for another cancellation. Close the dialog and start again.";
    HolderUnconfirmed = "holder_unconfirmed", 422, "예금주가 결제한 사람과 달라요. 고객과 계좌를 확인하고 확인했다고 표시해 주세요.", "The account holder is not the payer. Check the account with the customer and confirm that you did.";
    CancelBlocked = "cancel_blocked", 422, "이 결제는 지금 취소할 수 없어요. 이유를 확인해 주세요.", "This payment cannot be cancelled now. See the reason.";
    BillBlocked = "bill_blocked", 422, "지금은 청구할 수 없어요. 이유를 확인해 주세요.", "This cannot be billed now. See the reason.";
    TooManyAttempts = "too_many_attempts", 429, "로그인을 여러 번 틀렸어요. 잠시 뒤에 다시 해 주세요.", "Too many wrong sign-ins. Wait a little and try again.";
    TooManyOpen = "too_many_open", 429, "이 로그인으로 열린 창이 너무 많아요. 쓰지 않는 창을 닫아 주세요.", "Too many windows are open with this sign-in. Close some of them.";
    HeadersTooLarge = "headers_too_large", 431, "요청 정보가 너무 커요. 브라우저의 쿠키를 지우고 다시 해 주세요.", "The request's headers are too large. Clear the browser's cookies and try again.";
    Internal = "internal", 500, "서버에서 처리하지 못했어요. 취소를 눌렀다면 이력에서 상태를 먼저 확인해 주세요.", "The server could not do it. If you were cancelling, check the history first.";
    GatewayUnreachable = "gateway_unreachable", 502, "PG에 연결하지 못했어요. 마지막으로 확인한 내용을 보여 드려요.", "The gateway cannot be reached. You see what was last known.";
    Unavailable = "unavailable", 503, "서버가 잠시 바빠요. 조금 뒤에 다시 해 주세요.", "The server is busy. Try again in a moment.";
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// The field's name on the wire, e.g. `refund_account.number`.
    pub field: String,
    pub code: String,
    pub text: Text,
}

/// The body of every answer that is not a success.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `urn:cancel-desk:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    pub code: ProblemCode,
    pub status: u16,
    /// In the reader's language, as far as `Accept-Language` tells; Korean otherwise.
    pub title: String,
    /// The title in both languages.
    pub titles: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    pub instance: String,
    pub request_id: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// For conflicts: what is left now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancellable_won: Option<Won>,
    /// For conflicts: the cancellation in flight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub cancellation_id: Option<CancellationId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_speaks_both_languages_and_is_an_error() {
        for &code in ProblemCode::ALL {
            let title = code.title();
            assert!(!title.ko.is_empty() && !title.en.is_empty(), "{code:?}");
            assert!((400..600).contains(&code.status()), "{code:?}");
            assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
        }
    }
}
