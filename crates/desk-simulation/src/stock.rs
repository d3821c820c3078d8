//! The payments of a history: put into the vendors' books, and by a read of each into ours.

use chrono::TimeDelta;
use desk_domain::id::ChannelId;
use desk_domain::payment::{
    CashReceiptState, Channel, Customer, GatewayStatus, Method, MethodDetail,
};
use desk_domain::{PaymentId, Timestamp, Won};
use desk_server::config::merchant_id;
use desk_server::desk::Connection;
use desk_server::import::csv::import_csv;
use desk_server::workers;
use desk_simulator::{Blueprint, Clock as _, bootpay, payssam, van};
use desk_store::{GatewayPlace, JobKind, OutsideCancellations, PaymentSnapshot, Source};
use serde_json::json;

use crate::plan::{Stock, Vendor};
use crate::replica::channel_of;
use crate::template::MERCHANT;
use crate::violation::Violation;
use crate::world::World;

/// How long ago it was paid, in seconds.
const PAID_AGO: i64 = 60 * 60;

/// Who has paid into an account, and whose account the refund goes to.
pub(crate) const PAYER: &str = "김서연";

/// A payment that both sides know.
#[derive(Clone, Debug)]
pub(crate) struct Stocked {
    pub(crate) vendor: Vendor,
    pub(crate) id: PaymentId,
    pub(crate) gateway_payment_id: String,
}

impl World {
    pub(crate) async fn stock(&mut self, number: usize, stock: Stock) -> Result<(), Violation> {
        let gateway_payment_id = self.at_vendor(number, stock)?;
        let desk = &self.replicas[0].desk;
        let channel_id = channel_of(stock.vendor);
        match &channel_id {
            Some(channel_id) => {
                let channel_id = channel_id.clone();
                let gateway_payment_id = gateway_payment_id.clone();
                let job = JobKind::RefreshPayment { channel_id, gateway_payment_id };
                desk.store.enqueue(&job, desk.now()).await?;
                workers::work_off(desk).await?;
            }
            None if stock.vendor == Vendor::Terminal => {
                self.book_approval(&gateway_payment_id, stock.amount_won).await?;
            }
            None => self.write_down(&gateway_payment_id, stock.amount_won).await?,
        }
        let channel_id = channel_id.or_else(|| self.channel_of_terminals(stock.vendor));
        let place = place(stock.vendor, channel_id, &gateway_payment_id);
        let row = desk.store.payment_at_gateway(&place).await?;
        let row = row
            .ok_or_else(|| Violation::of("a payment enters the book", &place.gateway_payment_id))?;
        let (vendor, id) = (stock.vendor, row.payment.id);
        self.payments.push(Stocked { vendor, id, gateway_payment_id });
        Ok(())
    }

    fn at_vendor(&self, number: usize, stock: Stock) -> Result<String, Violation> {
        let won = stock.amount_won;
        let paid_at = Some(self.vendors.clock().now() - TimeDelta::seconds(PAID_AGO));
        let refused = |error: &dyn std::fmt::Debug| {
            Violation::of("a payment can be made", format!("{error:?}"))
        };
        match stock.vendor {
            Vendor::PortOneCard => {
                let plan = Blueprint { paid_at, ..Blueprint::new(format!("card-{number}"), won) };
                self.vendors.create_payment(&plan).map_err(|error| refused(&error))
            }
            Vendor::PortOneAccount => {
                let account = json!({
                    "type": "PaymentMethodVirtualAccount",
                    "bank": "SHINHAN",
                    "accountNumber": "56210012345678",
                });
                let method = serde_json::from_value(account).map_err(|error| refused(&error))?;
                let plan = Blueprint {
                    paid_at,
                    provider: "TOSSPAYMENTS".to_owned(),
                    method: Some(method),
                    ..Blueprint::new(format!("account-{number}"), won)
                };
                self.vendors.create_payment(&plan).map_err(|error| refused(&error))
            }
            Vendor::Bootpay => {
                let plan = bootpay::Blueprint::new(format!("order-{number}"), won);
                let plan = bootpay::Blueprint { paid_at, ..plan };
                self.vendors.at_bootpay().create(&plan).map_err(|error| refused(&error))
            }
            Vendor::BootpayAccount => {
                let plan = bootpay::Blueprint::new(format!("order-{number}"), won);
                let plan = bootpay::Blueprint {
                    paid_at,
                    pg: "kcp".to_owned(),
                    method: bootpay::Method::VirtualAccount(bootpay::VirtualAccount::default()),
                    customer: bootpay::Customer { name: PAYER.into(), ..Default::default() },
                    ..plan
                };
                self.vendors.at_bootpay().create(&plan).map_err(|error| refused(&error))
            }
            Vendor::PaySsam => {
                let id = format!("bill{number}");
                let plan = payssam::Blueprint { paid_at, ..payssam::Blueprint::new(&id, won) };
                self.vendors.create_bill(&plan).map_err(|error| refused(&error))?;
                Ok(id)
            }
            Vendor::Terminal => {
                let approval = format!("3000000{number}");
                let plan =
                    van::Blueprint { approved_at: paid_at, ..van::Blueprint::new(&approval, won) };
                self.vendors.at_van().create(&plan).map_err(|error| refused(&error))?;
                Ok(approval)
            }
            Vendor::Recorded => Ok(format!("R-{number}")),
        }
    }

    fn channel_of_terminals(&self, vendor: Vendor) -> Option<ChannelId> {
        let mut connections = self.replicas[0].desk.connections();
        let is_wanted =
            |one: &&Connection| vendor == Vendor::Terminal && one.channel == Channel::Terminal;
        connections.find(is_wanted).map(|one| one.id.clone())
    }

    /// As the slip of the terminal has it: a VAN lists nothing.
    async fn book_approval(&self, number: &str, won: i64) -> Result<(), Violation> {
        let desk = &self.replicas[0].desk;
        let now = desk.now();
        let paid_at = now.plus_seconds(-PAID_AGO);
        let snapshot = PaymentSnapshot {
            source: Source::Vendor { over: None },
            new_id: PaymentId::from_bits(u128::from_str_radix(number, 16).unwrap_or_default()),
            merchant_id: merchant_id(MERCHANT),
            channel: Channel::Terminal,
            channel_id: self.channel_of_terminals(Vendor::Terminal),
            gateway_payment_id: number.to_owned(),
            customer: Customer { id: None, name: Some("오세린".to_owned()), phone: None },
            order_name: "수학 정규반".to_owned(),
            method: Method::Card,
            method_detail: MethodDetail::default(),
            amount: Won(won),
            tax_free: Won::ZERO,
            cancelled: Won::ZERO,
            cancelled_tax_free: Won::ZERO,
            cash_receipt: CashReceiptState::None,
            gateway_status: GatewayStatus::Paid,
            requested_at: paid_at,
            paid_at: Some(paid_at),
            cancelled_at: None,
            approval_number: Some(number.to_owned()),
            receipt_url: None,
            cancellations: Vec::new(),
        };
        desk.store.book_payments(&[snapshot], OutsideCancellations::Adopt, "gateway", now).await?;
        Ok(())
    }

    /// As an academy's own list has it.
    async fn write_down(&self, number: &str, won: i64) -> Result<(), Violation> {
        let paid_on = Timestamp(self.vendors.clock().now().timestamp_micros()).kst_date();
        let path = self.folder.path().join("recorded.csv");
        let text = format!(
            "payment_id,order_name,amount_won,method,paid_at,recorded_as,channel\n\
             {number},수학 정규반,{won},cash,{paid_on},recorded_payment,\n"
        );
        std::fs::write(&path, text)?;
        import_csv(&self.replicas[0].desk, &path, &merchant_id(MERCHANT)).await?;
        Ok(())
    }
}

fn place(vendor: Vendor, channel_id: Option<ChannelId>, gateway_payment_id: &str) -> GatewayPlace {
    let channel = match vendor {
        Vendor::PortOneCard | Vendor::PortOneAccount => Channel::Portone,
        Vendor::Bootpay | Vendor::BootpayAccount => Channel::Bootpay,
        Vendor::PaySsam => Channel::Payssam,
        Vendor::Terminal => Channel::Terminal,
        Vendor::Recorded => Channel::Recorded,
    };
    let gateway_payment_id = gateway_payment_id.to_owned();
    GatewayPlace { merchant_id: merchant_id(MERCHANT), channel, channel_id, gateway_payment_id }
}
