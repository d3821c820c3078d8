//! A process that dies.

use std::future::Future;
use std::pin::pin;
use std::task::Poll;

/// Runs `work` until it has been woken `steps` times, then drops it where it stands, as a killed
/// process would. Each wait for the database or the vendor is such a step, so that counting up from
/// 1 dies once at every place where `work` waits. Returns whether the work came to its end before.
pub(crate) async fn dies_after(steps: u32, work: impl Future) -> bool {
    let mut work = pin!(work);
    let mut polled = 0;
    std::future::poll_fn(|context| {
        if polled == steps {
            return Poll::Ready(false);
        }
        polled += 1;
        match work.as_mut().poll(context) {
            Poll::Ready(_) => Poll::Ready(true),
            Poll::Pending if polled == steps => Poll::Ready(false),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}
