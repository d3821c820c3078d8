//! Card terminals: the hub that their agents dial in to, and the line it is for the gateway.
//!
//! An agent is connected to one desk. What a desk knows of a cancel that is under way at a terminal is
//! kept in memory only: it is told while it lasts. What counts is in the rows, and after a restart the
//! agent's journal is asked.

mod hub;
mod line;
mod report;
mod socket;
mod under_way;
mod wire;

use std::sync::Arc;

use desk_domain::MerchantId;
use desk_domain::id::ChannelId;
use desk_domain::payment::Channel;
use desk_gateway::terminal::{TerminalLine, Terminals};
use desk_store::Store;

pub use hub::Hub;
pub(crate) use hub::{Abort, Moved};
pub(crate) use socket::serve;
pub(crate) use under_way::Progress;

use crate::booked_approvals::BookedApprovals;
use crate::desk::{Connection, Desk, Hooks};
use crate::digest::bits_of;
use crate::limits::TERMINAL_TICK;

/// The connection to all terminals of one merchant. Nothing has to be configured for it: which ones
/// there are is a matter of pairing.
#[must_use]
pub fn connection(merchant_id: MerchantId, store: Arc<dyn Store>, hub: Arc<Hub>) -> Connection {
    connection_over(merchant_id, store, Arc::clone(&hub), hub)
}

/// The same over a line of one's own, behind which is the hub.
#[must_use]
pub fn connection_over(
    merchant_id: MerchantId,
    store: Arc<dyn Store>,
    hub: Arc<Hub>,
    line: Arc<dyn TerminalLine>,
) -> Connection {
    let id = ChannelId::from_bits(bits_of("terminals", merchant_id.as_str()));
    let book = BookedApprovals::new(store, hub, merchant_id.clone(), id.clone());
    Connection {
        id,
        channel: Channel::Terminal,
        merchant_id,
        name: "terminals".to_owned(),
        gateway: Arc::new(Terminals::new(line, Arc::new(book))),
        hooks: Hooks::Nobody,
    }
}

/// Ends the waits whose time is over, until the desk stops. Then nobody waits any more: the rows and
/// the journals know how to go on.
pub(crate) async fn keep_time(desk: Arc<Desk>) {
    let mut stopping = desk.stopping();
    loop {
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return desk.terminals.let_go(),
            () = tokio::time::sleep(TERMINAL_TICK) => desk.terminals.keep_time(),
        }
    }
}
