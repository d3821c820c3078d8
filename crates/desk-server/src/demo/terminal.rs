//! The demo's terminal: paired already, so that nobody has to type a code, and what was paid at it.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use desk_agent::agent::{Agent, begin_journal, journal_in};
use desk_agent::driver::{Driver, VanDriver};
use desk_agent::pace::Pace;
use desk_agent::pairing::Identity;
use desk_agent::road::Internet;
use desk_agent::{Address, SystemClock};
use desk_domain::payment::{
    CardDetail, CashReceiptState, Channel, Customer, GatewayStatus, Method, MethodDetail,
};
use desk_domain::{PaymentId, StaffId, TerminalId, Timestamp, Won};
use desk_store::{
    NewPairingCode, OutsideCancellations, Pairing, PaymentSnapshot, Source, Terminal,
};
use serde::Deserialize;

use super::facts::{MERCHANT, TERMINAL_CAT_ID, TERMINAL_NAME, TERMINAL_TOKEN, VAN_OFFSET};
use super::people::COLLEAGUES;
use super::unlisted::listed;
use super::{DemoError, connection_to_fill, filled};
use crate::config::merchant_id;
use crate::desk::{Connection, Desk};
use crate::digest::bits_of;
use crate::limits::PAIRING_CODE_SECONDS;
use crate::usecases::booking::GATEWAY;
use crate::usecases::terminals::hash_of_token;

/// An approval as the VAN behind the terminal has it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Approval {
    approval_number: String,
    approved_at: DateTime<Utc>,
    amount_won: i64,
    installment_months: u32,
    /// Where a card paid.
    issuer: Option<String>,
    kind: Kind,
    customer_name: Option<String>,
    phone: Option<String>,
    order_name: String,
}

/// Pairs the demo's terminal with its fixed token, unless somebody has had it before, and books what was
/// paid at it.
pub(super) async fn fill_terminal(desk: &Desk, control_port: u16) -> Result<(), DemoError> {
    pair(desk).await?;
    let Some(connection) = connection_to_fill(desk, Channel::Terminal).await? else {
        return Ok(());
    };
    let now = desk.now();
    let approvals: Vec<Approval> = listed(control_port, "/api/van/approvals").await?;
    let snapshots: Vec<_> =
        approvals.into_iter().map(|approval| approval.snapshot(connection)).collect();
    desk.store.book_payments(&snapshots, OutsideCancellations::Adopt, GATEWAY, now).await?;
    filled(desk, connection).await
}

async fn pair(desk: &Desk) -> Result<(), DemoError> {
    let id = terminal_id();
    if desk.store.terminal(&id).await?.is_some() {
        return Ok(());
    }
    let now = desk.now();
    let terminal = Terminal {
        id: id.clone(),
        merchant_id: merchant_id(MERCHANT),
        name: TERMINAL_NAME.to_owned(),
        cat_id: None,
        driver: None,
        agent_version: None,
        paired_at: None,
        revoked_at: None,
        last_seen_at: None,
    };
    let code_hash = hash_of_token(id.as_str());
    let expires_at = now.plus_seconds(PAIRING_CODE_SECONDS);
    let code = NewPairingCode { terminal_id: id, code_hash: code_hash.clone(), expires_at };
    desk.store.add_terminal(&terminal, &code, &manager(), now).await?;
    let pairing = Pairing {
        code_hash,
        token_hash: hash_of_token(TERMINAL_TOKEN),
        cat_id: TERMINAL_CAT_ID.to_owned(),
        driver: "van".to_owned(),
        agent_version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    desk.store.pair_terminal(&pairing, now).await?;
    Ok(())
}

fn manager() -> StaffId {
    let manager = COLLEAGUES.iter().find(|colleague| colleague.login == "manager");
    manager.expect("the demo's academy has a manager").id()
}

/// The agent at the demo's terminal, in this process. It dials in like any other, with a journal of its
/// own, until the desk is gone.
pub async fn run_agent(base_port: u16, folder: PathBuf) {
    let at = |offset: u16| format!("http://127.0.0.1:{}", base_port.saturating_add(offset));
    let identity = Identity {
        desk: at(0),
        terminal_id: terminal_id(),
        cat_id: TERMINAL_CAT_ID.to_owned(),
        token: TERMINAL_TOKEN.to_owned(),
    };
    let journal = begin_journal(&folder).and_then(|()| journal_in(&folder));
    let ended = match (journal, device(&at(VAN_OFFSET))) {
        (Ok(journal), Ok(driver)) => {
            let (road, clock) = (Arc::new(Internet), Arc::new(SystemClock::start()));
            let agent = Agent { identity, journal, driver, road, clock, pace: Pace::default() };
            agent.run().await.unwrap_or_else(|problem| problem.to_string())
        }
        (Err(problem), _) => problem.to_string(),
        (_, Err(problem)) => problem,
    };
    tracing::warn!(%ended, "the demo's terminal has no agent any more");
}

fn device(address: &str) -> Result<Arc<dyn Driver>, String> {
    let address: Address = address.parse().map_err(|problem| format!("{address}: {problem}"))?;
    let driver = VanDriver::new(address).map_err(|problem| problem.to_string())?;
    Ok(Arc::new(driver))
}

fn terminal_id() -> TerminalId {
    TerminalId::from_bits(bits_of("demo terminal", TERMINAL_NAME))
}

impl Approval {
    /// Its number there begins with the device's own: VANs number approvals of each device anew.
    fn snapshot(self, connection: &Connection) -> PaymentSnapshot {
        let paid_at = Timestamp(self.approved_at.timestamp_micros());
        let day = paid_at.kst_date().format("%Y%m%d");
        let gateway_payment_id = format!("{TERMINAL_CAT_ID}-{day}-{}", self.approval_number);
        let installment_months = self.installment_months;
        PaymentSnapshot {
            source: Source::Vendor { over: None },
            new_id: PaymentId::from_bits(bits_of("demo approval", &self.approval_number)),
            merchant_id: connection.merchant_id.clone(),
            channel: connection.channel,
            channel_id: Some(connection.id.clone()),
            gateway_payment_id,
            customer: Customer { id: None, name: self.customer_name, phone: self.phone },
            order_name: self.order_name,
            method: self.kind.method(),
            method_detail: MethodDetail {
                card: self.issuer.map(|issuer| CardDetail {
                    issuer: Some(issuer),
                    installment_months,
                    ..CardDetail::default()
                }),
                ..MethodDetail::default()
            },
            amount: Won(self.amount_won),
            tax_free: Won::ZERO,
            cancelled: Won::ZERO,
            cancelled_tax_free: Won::ZERO,
            cash_receipt: match self.kind {
                Kind::CashReceipt | Kind::BankTransferReceipt => CashReceiptState::Issued,
                Kind::Card => CashReceiptState::None,
            },
            gateway_status: GatewayStatus::Paid,
            requested_at: paid_at,
            paid_at: Some(paid_at),
            cancelled_at: None,
            approval_number: Some(self.approval_number),
            receipt_url: None,
            cancellations: Vec::new(),
        }
    }
}

/// What the terminal printed a slip for.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Card,
    CashReceipt,
    BankTransferReceipt,
}

impl Kind {
    const fn method(self) -> Method {
        match self {
            Self::Card => Method::Card,
            Self::CashReceipt => Method::CashReceipt,
            Self::BankTransferReceipt => Method::BankTransferReceipt,
        }
    }
}
