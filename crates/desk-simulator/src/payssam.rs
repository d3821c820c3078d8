//! The simulator of PaySsam (결제선생, 올톡페이): the partner API in version 1 and version 2 on one
//! listener, the customer who pays, the manager site that tells nobody, and the vendor's own
//! clean-up of test payments.

pub(crate) mod exchange;
mod operation;
mod perform;

mod answers;
mod call;
mod codes;
mod hash;
mod versions;

mod bill;
mod blueprint;
pub(crate) mod book;
mod numbers;
mod settings;
pub(crate) mod state;
mod truth;

mod callback;
mod cards;
pub(crate) mod lifecycle;
mod receipts;
mod view;

pub use bill::{BillState, Card, Ending, PayType, Refund, Source};
pub use blueprint::Blueprint;
pub use codes::Refusal;
pub use lifecycle::Tender;
pub use receipts::Trader;
pub use settings::{DEMO_API_KEY, DEMO_MEMBER, DEMO_MERCHANT, Quirks, Settings};
pub use truth::Truth;

pub(crate) use blueprint::create;
pub(crate) use callback::{is_exact, tell as tell_approval};
pub(crate) use cards::card as demo_card;
pub(crate) use codes::is_known;
pub(crate) use state::State;
pub(crate) use truth::truth;
pub(crate) use view::shown;
