//! Work that is polled only as far as a step wants it.

use std::future::Future;
use std::pin::Pin;
use std::task::Poll;

use crate::wire::Wire;

/// Begun work of a desk. It owns all it needs, so that it can be left where it stands.
pub(crate) type Work = Pin<Box<dyn Future<Output = ()>>>;

/// Runs `work` for so many turns and drops it where it stands, as a killed process would. Each wait for
/// the database or a vendor is at least one turn; a message that is held outlasts all of them. False: it was
/// faster.
pub(crate) async fn dies_after(turns: u32, mut work: Work, wire: &Wire) -> bool {
    let mut polled = 0;
    std::future::poll_fn(|context| {
        wire.forget_held();
        polled += 1;
        match work.as_mut().poll(context) {
            Poll::Pending if polled < turns && !wire.has_held() => Poll::Pending,
            Poll::Pending => Poll::Ready(true),
            Poll::Ready(()) => Poll::Ready(false),
        }
    })
    .await
}

/// Runs `work` to its end, or until it waits for a message that is held on the wire: then it is given
/// back. It holds no connection to the database there, since no vendor is called inside a transaction.
pub(crate) async fn until_held(mut work: Work, wire: &Wire) -> Option<Work> {
    let held = std::future::poll_fn(|context| {
        wire.forget_held();
        match work.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(false),
            Poll::Pending if wire.has_held() => Poll::Ready(true),
            Poll::Pending => Poll::Pending,
        }
    })
    .await;
    held.then_some(work)
}
