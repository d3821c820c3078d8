//! The demo's terminal: paired already, so that nobody has to type a code, and what was paid at it.

use desk_domain::payment::{
    CardDetail, CashReceiptState, Channel, Customer, GatewayStatus, Method, MethodDetail,
};
use desk_domain::{PaymentId, StaffId, TerminalId, Timestamp, Won};
use desk_store::{
    NewPairingCode, OutsideCancellations, Pairing, PaymentSnapshot, Source, Terminal,
};

use super::facts::{MERCHANT, TERMINAL_CAT_ID, TERMINAL_NAME, TERMINAL_TOKEN};
use super::people::COLLEAGUES;
use super::{DemoError, SECONDS_PER_DAY, connection_to_fill, filled};
use crate::config::merchant_id;
use crate::desk::{Connection, Desk};
use crate::digest::bits_of;
use crate::limits::PAIRING_CODE_SECONDS;
use crate::usecases::booking::GATEWAY;
use crate::usecases::terminals::hash_of_token;

/// An approval as the VAN behind the terminal has it.
struct Approval {
    number: &'static str,
    days_ago: i64,
    won: i64,
    method: Method,
    /// The issuer, where a card paid.
    issuer: Option<&'static str>,
    installment_months: u32,
    payer: &'static str,
    order_name: &'static str,
}

const APPROVALS: &[Approval] = &[
    card("30012345", 1, 320_000, "SHINHAN_CARD", 0, "오세린", "수학 정규반"),
    card("30012377", 2, 240_000, "HYUNDAI_CARD", 3, "한지우", "영어 회화"),
    card("30012401", 5, 450_000, "KOOKMIN_CARD", 0, "문태오", "과학 실험반"),
    receipt("70000123", 12, 180_000, Method::CashReceipt, "선우은", "논술"),
    receipt("70000098", 120, 180_000, Method::CashReceipt, "백도현", "논술"),
    receipt("70000131", 20, 260_000, Method::BankTransferReceipt, "임가온", "독서실 이용료"),
];

const fn card(
    number: &'static str,
    days_ago: i64,
    won: i64,
    issuer: &'static str,
    installment_months: u32,
    payer: &'static str,
    order_name: &'static str,
) -> Approval {
    let (method, issuer) = (Method::Card, Some(issuer));
    Approval { number, days_ago, won, method, issuer, installment_months, payer, order_name }
}

const fn receipt(
    number: &'static str,
    days_ago: i64,
    won: i64,
    method: Method,
    payer: &'static str,
    order_name: &'static str,
) -> Approval {
    let (issuer, installment_months) = (None, 0);
    Approval { number, days_ago, won, method, issuer, installment_months, payer, order_name }
}

/// Pairs the demo's terminal with its fixed token, unless somebody has had it before, and books what was
/// paid at it.
pub(super) async fn fill_terminal(desk: &Desk) -> Result<(), DemoError> {
    pair(desk).await?;
    let Some(connection) = connection_to_fill(desk, Channel::Terminal).await? else {
        return Ok(());
    };
    let now = desk.now();
    let snapshots: Vec<_> =
        APPROVALS.iter().map(|approval| approval.snapshot(connection, now)).collect();
    desk.store.book_payments(&snapshots, OutsideCancellations::Adopt, GATEWAY, now).await?;
    filled(desk, connection).await
}

async fn pair(desk: &Desk) -> Result<(), DemoError> {
    let id = TerminalId::from_bits(bits_of("demo terminal", TERMINAL_NAME));
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
        driver: "demo".to_owned(),
        agent_version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    desk.store.pair_terminal(&pairing, now).await?;
    Ok(())
}

fn manager() -> StaffId {
    let manager = COLLEAGUES.iter().find(|colleague| colleague.login == "manager");
    manager.expect("the demo's academy has a manager").id()
}

impl Approval {
    /// Its number there begins with the device's own: VANs number approvals of each device anew.
    fn snapshot(&self, connection: &Connection, now: Timestamp) -> PaymentSnapshot {
        let paid_at = now.plus_seconds(-self.days_ago * SECONDS_PER_DAY);
        let gateway_payment_id =
            format!("{TERMINAL_CAT_ID}-{}-{}", paid_at.kst_date().format("%Y%m%d"), self.number);
        PaymentSnapshot {
            source: Source::Vendor { over: None },
            new_id: PaymentId::from_bits(bits_of("demo approval", self.number)),
            merchant_id: connection.merchant_id.clone(),
            channel: connection.channel,
            channel_id: Some(connection.id.clone()),
            gateway_payment_id,
            customer: Customer { name: Some(self.payer.to_owned()), ..Customer::default() },
            order_name: self.order_name.to_owned(),
            method: self.method,
            method_detail: MethodDetail {
                card: self.issuer.map(|issuer| CardDetail {
                    issuer: Some(issuer.to_owned()),
                    installment_months: self.installment_months,
                    ..CardDetail::default()
                }),
                ..MethodDetail::default()
            },
            amount: Won(self.won),
            tax_free: Won::ZERO,
            cancelled: Won::ZERO,
            cancelled_tax_free: Won::ZERO,
            cash_receipt: match self.method {
                Method::CashReceipt | Method::BankTransferReceipt => CashReceiptState::Issued,
                _ => CashReceiptState::None,
            },
            gateway_status: GatewayStatus::Paid,
            requested_at: paid_at,
            paid_at: Some(paid_at),
            cancelled_at: None,
            approval_number: Some(self.number.to_owned()),
            receipt_url: None,
            cancellations: Vec::new(),
        }
    }
}
