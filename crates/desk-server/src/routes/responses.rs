//! The problems that routes declare, as the description shows them.

use std::collections::BTreeMap;

use desk_api::{Problem, ProblemCode};
use utoipa::openapi::{Content, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema as _};

type Responses = BTreeMap<String, RefOr<Response>>;

/// What any route may answer.
const ALWAYS: &[ProblemCode] = &[
    ProblemCode::AddressTooLong,
    ProblemCode::HeadersTooLarge,
    ProblemCode::Internal,
    ProblemCode::Unavailable,
];

fn describe(codes: &[&[ProblemCode]]) -> Responses {
    let mut by_status: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
    for code in codes.iter().copied().flatten().chain(ALWAYS) {
        by_status.entry(code.status()).or_default().push(code.as_str());
    }
    by_status
        .into_iter()
        .map(|(status, codes)| (status.to_string(), RefOr::T(problem(&codes.join(", ")))))
        .collect()
}

fn problem(codes: &str) -> Response {
    let content = Content::new(Some(RefOr::Ref(Ref::from_schema_name(Problem::name()))));
    ResponseBuilder::new().description(codes).content("application/problem+json", content).build()
}

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident: $($code:ident),* ;)+) => {
        $(
            $(#[$doc])*
            pub(super) struct $name;

            impl IntoResponses for $name {
                fn responses() -> Responses {
                    describe(&[&[$(ProblemCode::$code),*]])
                }
            }
        )+
    };
}

problems! {
    /// Reading something of one's own.
    Reading: NotSignedIn, NotAllowed;
    /// Reading a list.
    Listing: NotSignedIn, NotAllowed, BadQuery, BadCursor;
    /// Following what changes.
    Following: NotSignedIn, NotAllowed, BadQuery, BadCursor, TooManyOpen;
    /// Reading one payment.
    ReadingPayment: NotSignedIn, NotAllowed, PaymentNotFound;
    /// Reading one customer.
    ReadingCustomer: NotSignedIn, NotAllowed, CustomerNotFound;
    /// Reading one cancellation.
    ReadingCancellation: NotSignedIn, NotAllowed, CancellationNotFound;
    /// Asking the vendor again.
    Refreshing: NotSignedIn, NotAllowed, ForeignOrigin, PaymentNotFound, CancelBlocked, GatewayUnreachable;
    /// Writing down a void that was made outside.
    VoidingOutside: BadJson, NotSignedIn, NotAllowed, ForeignOrigin, PaymentNotFound, PaymentChanged, BodyTooLarge,
        SlowRequest, UnsupportedMediaType, InvalidInput, CancelBlocked;
    /// Asking for a cancel.
    Cancelling: BadJson, IdempotencyKeyMissing, NotSignedIn, NotAllowed, StepUpNeeded, ForeignOrigin, PaymentNotFound,
        InFlight, PaymentChanged, BodyTooLarge, SlowRequest, UnsupportedMediaType, InvalidInput, HolderUnconfirmed,
        IdempotencyKeyReused, CancelBlocked;
    /// Taking a cancel back.
    Withdrawing: NotSignedIn, NotAllowed, ForeignOrigin, CancellationNotFound, TooLateToWithdraw;
    /// Signing in.
    SigningIn: BadJson, WrongCredentials, NotAllowed, ForeignOrigin, BodyTooLarge, SlowRequest, UnsupportedMediaType, TooManyAttempts;
    /// The password once more.
    SteppingUp: BadJson, NotSignedIn, WrongCredentials, NotAllowed, ForeignOrigin, BodyTooLarge, SlowRequest, UnsupportedMediaType,
        TooManyAttempts;
    /// Reading one follow-up.
    ReadingFollowUp: NotSignedIn, NotAllowed, FollowUpNotFound;
    /// Changing a follow-up.
    FollowingUp: BadJson, NotSignedIn, NotAllowed, ForeignOrigin, FollowUpNotFound, FollowUpClosed, FollowUpChanged,
        BodyTooLarge, SlowRequest, UnsupportedMediaType, InvalidInput;
    /// Taking what was cancelled outside into the book.
    Adopting: BadJson, NotSignedIn, NotAllowed, ForeignOrigin, FollowUpNotFound, FollowUpClosed, BodyTooLarge,
        UnsupportedMediaType, InvalidInput, CancelBlocked, GatewayUnreachable;
    /// Reading one bill.
    ReadingBill: NotSignedIn, NotAllowed, BillNotFound;
    /// Billing cancelled money again.
    Rebilling: BadJson, IdempotencyKeyMissing, NotSignedIn, NotAllowed, ForeignOrigin, PaymentNotFound, PaymentChanged,
        BodyTooLarge, SlowRequest, UnsupportedMediaType, InvalidInput, IdempotencyKeyReused, BillBlocked;
    /// Sending or recording a bill.
    Billing: BadJson, IdempotencyKeyMissing, NotSignedIn, NotAllowed, ForeignOrigin, BillNotFound, BillChanged,
        BodyTooLarge, SlowRequest, UnsupportedMediaType, InvalidInput, IdempotencyKeyReused, BillBlocked;
    /// Sending a message once more.
    Resending: IdempotencyKeyMissing, NotSignedIn, NotAllowed, ForeignOrigin, BillNotFound, BillChanged,
        IdempotencyKeyReused, BillBlocked, GatewayUnreachable;
    /// Withdrawing a bill.
    Voiding: NotSignedIn, NotAllowed, ForeignOrigin, BillNotFound, BillChanged, CancelBlocked, GatewayUnreachable;
    /// A place for a terminal.
    CreatingTerminal: BadJson, NotSignedIn, NotAllowed, ForeignOrigin, BodyTooLarge, SlowRequest, UnsupportedMediaType, InvalidInput;
    /// A new code, or the end of a pairing.
    ChangingTerminal: NotSignedIn, NotAllowed, ForeignOrigin, NotFound;
    /// Signing out.
    SigningOut: ForeignOrigin;
}
