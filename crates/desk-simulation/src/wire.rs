//! The network between the desks and their vendors: it delivers at once, unless a step holds a message.

mod bills;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use desk_domain::Timestamp;
use desk_gateway::{
    Bills, CancelOrder, CancelOutcome, Capabilities, Found, Gateway, ListPage, NewBill, ReadError,
    VoidOutcome,
};
use desk_server::clock::Clock;
use tokio::sync::watch;

use crate::plan::Delayed;

/// How long a desk waits for a vendor, in seconds: `Timeouts::default`.
const ANSWER_TIMEOUT_SECONDS: i64 = 65;
/// How old an order may be when it still arrives, in seconds. The desk takes a quarter of an hour without
/// a trace as proof (`PROOF_BY_ABSENCE_SECONDS`): no network keeps a request for that long.
const STRAGGLER_MAX_SECONDS: i64 = 10 * 60;
const NO_ANSWER: &str = "no answer in time";

#[derive(Debug)]
pub(crate) struct Wire {
    clock: Arc<dyn Clock>,
    /// A guard that is taken out: see [`crate::Tampering::rekeys`].
    rekeys: bool,
    state: Mutex<State>,
    resumed: watch::Sender<u64>,
}

#[derive(Default)]
struct State {
    delays: Vec<(String, Delayed)>,
    /// What befalls the next bill that is sent, whichever it is: nobody knows its number before.
    bill_delay: Option<Delayed>,
    has_held: bool,
    /// Orders on their way, whoever waits for them.
    orders: Vec<Straggler>,
    /// How often each key was sent.
    sent: BTreeMap<String, u32>,
    next: u64,
    past_time_out: u64,
    arrived_for_nobody: u64,
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").field("delays", &self.delays).finish_non_exhaustive()
    }
}

struct Straggler {
    number: u64,
    order: Order,
    sent_at: Timestamp,
}

/// What carries itself out on its arrival, with or without somebody who waits for the answer.
#[derive(Clone)]
enum Order {
    Cancel(Arc<dyn Gateway>, CancelOrder),
    Send(Arc<dyn Bills>, NewBill),
}

impl Wire {
    pub(crate) fn new(clock: Arc<dyn Clock>, rekeys: bool) -> Arc<Self> {
        let resumed = watch::Sender::new(0);
        Arc::new(Self { clock, rekeys, state: Mutex::default(), resumed })
    }

    /// The vendor as the desks see it.
    pub(crate) fn to(self: &Arc<Self>, vendor: Arc<dyn Gateway>) -> Arc<dyn Gateway> {
        Arc::new(Routed { vendor, wire: Arc::clone(self) })
    }

    pub(crate) fn delay(&self, gateway_payment_id: &str, what: Delayed) {
        self.lock().delays.push((gateway_payment_id.to_owned(), what));
    }

    /// Whoever waits for a held message goes on when it is polled next.
    pub(crate) fn resume(&self) {
        self.resumed.send_modify(|count| *count += 1);
    }

    pub(crate) fn forget_held(&self) {
        self.lock().has_held = false;
    }

    /// Somebody waits for what only a step can bring.
    pub(crate) fn note_held(&self) {
        self.lock().has_held = true;
    }

    pub(crate) fn has_held(&self) -> bool {
        self.lock().has_held
    }

    /// From now on nothing is late, and what was on its way is lost.
    pub(crate) fn silence(&self) {
        let mut state = self.lock();
        state.delays.clear();
        state.bill_delay = None;
        state.orders.clear();
    }

    /// Orders that are on their way arrive; their answers reach nobody.
    pub(crate) async fn straggle(&self) {
        let orders = std::mem::take(&mut self.lock().orders);
        for late in orders {
            if self.clock.now().seconds_since(late.sent_at) <= STRAGGLER_MAX_SECONDS {
                late.order.arrive().await;
                self.lock().arrived_for_nobody += 1;
            }
        }
    }

    pub(crate) fn past_time_out(&self) -> u64 {
        self.lock().past_time_out
    }

    pub(crate) fn arrived_for_nobody(&self) -> u64 {
        self.lock().arrived_for_nobody
    }

    fn takes_long(&self, gateway_payment_id: &str, whats: &[Delayed]) -> Option<Delayed> {
        let delays = &mut self.lock().delays;
        let at = delays
            .iter()
            .position(|(id, what)| id == gateway_payment_id && whats.contains(what))?;
        Some(delays.remove(at).1)
    }

    /// The order as it goes out.
    fn addressed(&self, order: &CancelOrder) -> CancelOrder {
        let mut state = self.lock();
        let times = state.sent.entry(order.key.clone()).or_default();
        *times += 1;
        let again = (self.rekeys && *times > 1).then(|| format!("{}-{times}", order.key));
        CancelOrder { key: again.unwrap_or_else(|| order.key.clone()), ..order.clone() }
    }

    async fn hold(&self) {
        let mut resumed = self.resumed.subscribe();
        self.note_held();
        // The sender lives as long as the wire.
        let _ = resumed.changed().await;
    }

    /// Keeps an order on its way, and whoever waits for its answer, until a step lets them go on. False:
    /// nobody waits any more, and the order arrives by itself, or never.
    async fn hold_order(&self, order: Order) -> bool {
        let begun = self.clock.now();
        let number = self.put(order);
        self.hold().await;
        !self.is_over(begun) && self.take(number)
    }

    fn put(&self, order: Order) -> u64 {
        let sent_at = self.clock.now();
        let mut state = self.lock();
        state.next += 1;
        let number = state.next;
        state.orders.push(Straggler { number, order, sent_at });
        number
    }

    fn take(&self, number: u64) -> bool {
        let orders = &mut self.lock().orders;
        let before = orders.len();
        orders.retain(|order| order.number != number);
        orders.len() < before
    }

    fn is_over(&self, begun: Timestamp) -> bool {
        let is_over = self.clock.now().seconds_since(begun) > ANSWER_TIMEOUT_SECONDS;
        self.lock().past_time_out += u64::from(is_over);
        is_over
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Order {
    async fn arrive(&self) {
        match self {
            Self::Cancel(vendor, order) => drop(vendor.cancel(order).await),
            Self::Send(vendor, bill) => drop(vendor.send_bill(bill).await),
        }
    }
}

#[derive(Debug)]
struct Routed {
    vendor: Arc<dyn Gateway>,
    wire: Arc<Wire>,
}

impl Routed {
    /// An order that is not taken from the wire by then arrives without us, or never.
    async fn late_order(&self, order: &CancelOrder) -> CancelOutcome {
        let on_its_way = Order::Cancel(Arc::clone(&self.vendor), order.clone());
        if self.wire.hold_order(on_its_way).await {
            return self.vendor.cancel(order).await;
        }
        no_answer()
    }

    async fn late_answer(&self, order: &CancelOrder) -> CancelOutcome {
        let begun = self.wire.clock.now();
        let answer = self.vendor.cancel(order).await;
        self.wire.hold().await;
        if self.wire.is_over(begun) { no_answer() } else { answer }
    }
}

fn no_answer() -> CancelOutcome {
    CancelOutcome::Unknown { why: NO_ANSWER.to_owned(), words: None }
}

#[async_trait]
impl Gateway for Routed {
    fn capabilities(&self) -> Capabilities {
        self.vendor.capabilities()
    }

    async fn find(&self, gateway_payment_id: &str) -> Result<Found, ReadError> {
        let begun = self.wire.clock.now();
        let found = self.vendor.find(gateway_payment_id).await;
        if self.wire.takes_long(gateway_payment_id, &[Delayed::Read]).is_none() {
            return found;
        }
        self.wire.hold().await;
        if self.wire.is_over(begun) {
            return Err(ReadError::Unavailable(NO_ANSWER.to_owned()));
        }
        found
    }

    async fn list(
        &self,
        from: Timestamp,
        until: Timestamp,
        cursor: Option<&str>,
    ) -> Result<ListPage, ReadError> {
        self.vendor.list(from, until, cursor).await
    }

    async fn cancel(&self, order: &CancelOrder) -> CancelOutcome {
        let order = &self.wire.addressed(order);
        let delayed = [Delayed::Order, Delayed::Answer];
        match self.wire.takes_long(&order.gateway_payment_id, &delayed) {
            Some(Delayed::Order) => self.late_order(order).await,
            Some(Delayed::Answer) => self.late_answer(order).await,
            Some(Delayed::Read) | None => self.vendor.cancel(order).await,
        }
    }

    async fn void(&self, gateway_payment_id: &str, key: &str) -> VoidOutcome {
        self.vendor.void(gateway_payment_id, key).await
    }
}
