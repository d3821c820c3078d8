//! PortOne's names, verbatim. Fields we do not use are left out and ignored; a word of an enum that
//! is not in the vendor's description is kept as `Unknown`, as the vendor may add some at any time.

mod cancel;
mod method;
mod payment;

pub(crate) use cancel::{
    CancelPaymentBody, CancelPaymentResponse, CancellationStatus, CloseVirtualAccountResponse,
    ErrorBody, PaymentCancellation, RefundAccountBody,
};
pub(crate) use method::{
    CardMethod, CardOwnerType, CardType, EasyPayMethod, PaymentMethod, RefundStatus,
};
pub(crate) use payment::{
    CashReceiptStatus, Channel, ChannelType, CursorItem, CursorPage, Customer, IssuanceStatus,
    ListBody, Payment, PaymentStatus,
};
