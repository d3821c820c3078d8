//! A payment in a few words: `a_payment().portone("KSNET").card().paid_at("2026-11-03T14:05:00+09:00")`.

use desk_domain::amounts::Amounts;
use desk_domain::id::ChannelId;
use desk_domain::payment::{
    Agreement, BookStatus, CardDetail, CardType, CashReceiptState, Channel, Customer, Funding,
    GatewayStatus, Method, MethodDetail, Mode, OwnerType, Payment,
};
use desk_domain::{MerchantId, PaymentId, Timestamp, Won};

/// Reads an RFC 3339 instant; for tests, so it panics on anything else.
///
/// # Panics
/// When the text is not an instant.
#[must_use]
#[track_caller]
pub fn at(rfc3339: &str) -> Timestamp {
    Timestamp::parse_rfc3339(rfc3339).expect("a test writes a valid instant")
}

/// A card payment of 350,000 won over PortOne, paid on 3 November 2026 at 14:05 KST.
pub fn a_payment() -> PaymentBuilder {
    let paid_at = at("2026-11-03T14:05:00+09:00");
    PaymentBuilder(Payment {
        id: PaymentId::from_bits(1),
        merchant_id: MerchantId::from_bits(1),
        channel: Channel::Portone,
        channel_id: Some(ChannelId::from_bits(1)),
        gateway_payment_id: "order-1".into(),
        customer: Customer {
            id: None,
            name: Some("김서연".into()),
            phone: Some("01012345678".into()),
        },
        order_name: "수학 11월".into(),
        method: Method::Card,
        method_detail: MethodDetail { mode: Some(Mode::Live), ..MethodDetail::default() },
        amounts: Amounts { paid: Won(350_000), cancelled: Won::ZERO, reserved: Won::ZERO },
        rebilled: Won::ZERO,
        tax_free: Won::ZERO,
        cancelled_tax_free: Won::ZERO,
        cash_receipt: CashReceiptState::None,
        book_status: BookStatus::Paid,
        gateway_status: GatewayStatus::Paid,
        gateway_checked_at: Some(paid_at),
        gateway_cancelled: Won::ZERO,
        gateway_amount: Some(Won(350_000)),
        file_amount: None,
        watch_until: None,
        agreement: Agreement::Agrees,
        requested_at: paid_at.plus_seconds(-60),
        paid_at: Some(paid_at),
        cancelled_at: None,
        approval_number: Some("30012345".into()),
        receipt_url: None,
        version: 1,
    })
}

/// Changes one fact of a payment per word; [`Self::build`] ends the sentence.
#[derive(Clone, Debug)]
#[must_use]
pub struct PaymentBuilder(Payment);

impl PaymentBuilder {
    #[must_use]
    pub fn build(self) -> Payment {
        self.0
    }

    /// Any change that has no word of its own.
    pub fn with(mut self, change: impl FnOnce(&mut Payment)) -> Self {
        change(&mut self.0);
        self
    }

    pub fn id(self, bits: u128) -> Self {
        self.with(|payment| payment.id = PaymentId::from_bits(bits))
    }

    pub fn over(self, channel: Channel) -> Self {
        self.with(|payment| payment.channel = channel)
    }

    pub fn portone(self, pg: &str) -> Self {
        self.over(Channel::Portone).pg(pg)
    }

    pub fn bootpay(self, pg: &str) -> Self {
        self.over(Channel::Bootpay).pg(pg)
    }

    pub fn payssam(self) -> Self {
        self.over(Channel::Payssam).method(Method::Message)
    }

    pub fn terminal(self, method: Method) -> Self {
        self.over(Channel::Terminal)
            .method(method)
            .with(|payment| payment.gateway_status = GatewayStatus::None)
    }

    /// Written down by staff: no vendor and no connection behind it.
    pub fn recorded(self, method: Method) -> Self {
        self.over(Channel::Recorded).method(method).unconnected().with(|payment| {
            payment.gateway_status = GatewayStatus::None;
            payment.approval_number = None;
        })
    }

    pub fn unconnected(self) -> Self {
        self.with(|payment| payment.channel_id = None)
    }

    pub fn pg(self, pg: &str) -> Self {
        self.with(|payment| payment.method_detail.pg = Some(pg.into()))
    }

    pub fn method(self, method: Method) -> Self {
        self.with(|payment| payment.method = method)
    }

    pub fn card(self) -> Self {
        self.method(Method::Card).with_card(|_| {})
    }

    pub fn issuer(self, issuer: &str) -> Self {
        self.with_card(|card| card.issuer = Some(issuer.into()))
    }

    pub fn brand(self, brand: &str) -> Self {
        self.with_card(|card| card.brand = Some(brand.into()))
    }

    pub fn card_type(self, card_type: CardType) -> Self {
        self.with_card(|card| card.card_type = Some(card_type))
    }

    pub fn owner(self, owner: OwnerType) -> Self {
        self.with_card(|card| card.owner_type = Some(owner))
    }

    pub fn points(self) -> Self {
        self.with_card(|card| card.points_used = true)
    }

    fn with_card(self, change: impl FnOnce(&mut CardDetail)) -> Self {
        self.with(|payment| change(payment.method_detail.card.get_or_insert_default()))
    }

    pub fn virtual_account(self) -> Self {
        self.method(Method::VirtualAccount)
    }

    pub fn transfer(self) -> Self {
        self.method(Method::Transfer)
    }

    pub fn phone(self) -> Self {
        self.method(Method::Mobile)
    }

    pub fn easy_pay(self, provider: &str) -> Self {
        self.method(Method::EasyPay)
            .with(|payment| payment.method_detail.provider = Some(provider.into()))
    }

    pub fn funding(self, funding: Funding) -> Self {
        self.with(|payment| payment.method_detail.funding = Some(funding))
    }

    pub fn test_mode(self) -> Self {
        self.with(|payment| payment.method_detail.mode = Some(Mode::Test))
    }

    pub fn escrow(self) -> Self {
        self.with(|payment| payment.method_detail.escrow = true)
    }

    pub fn escrow_confirmed(self) -> Self {
        self.escrow().with(|payment| payment.method_detail.escrow_confirmed = true)
    }

    pub fn promotion(self) -> Self {
        self.with(|payment| payment.method_detail.promotion_id = Some("promotion-1".into()))
    }

    pub fn partial_cancels(self, count: u32) -> Self {
        self.with(|payment| payment.method_detail.partial_cancels = count)
    }

    pub fn cash_receipt(self, state: CashReceiptState) -> Self {
        self.with(|payment| payment.cash_receipt = state)
    }

    pub fn won(self, paid: i64) -> Self {
        self.with(|payment| payment.amounts.paid = Won(paid))
    }

    pub fn tax_free(self, won: i64) -> Self {
        self.with(|payment| payment.tax_free = Won(won))
    }

    pub fn paid_at(self, rfc3339: &str) -> Self {
        let paid_at = at(rfc3339);
        self.with(|payment| {
            payment.paid_at = Some(paid_at);
            payment.requested_at = paid_at;
        })
    }

    /// A virtual account without its deposit, a bill that is not paid yet.
    pub fn unpaid(self, gateway: GatewayStatus) -> Self {
        self.with(|payment| {
            payment.book_status = BookStatus::Unpaid;
            payment.gateway_status = gateway;
            payment.paid_at = None;
            payment.approval_number = None;
        })
    }

    /// Cancelled so far, at the gateway as well; the status follows.
    pub fn cancelled(self, won: i64) -> Self {
        self.with(|payment| {
            payment.amounts.cancelled = Won(won);
            payment.gateway_cancelled = Won(won);
            (payment.book_status, payment.gateway_status) = if won == payment.amounts.paid.0 {
                (BookStatus::Cancelled, GatewayStatus::Cancelled)
            } else {
                (BookStatus::PartiallyCancelled, GatewayStatus::PartiallyCancelled)
            };
        })
    }

    /// Of what was cancelled, asked for again.
    pub fn rebilled(self, won: i64) -> Self {
        self.with(|payment| payment.rebilled = Won(won))
    }

    /// A cancellation of this much is asked for and not settled.
    pub fn reserved(self, won: i64) -> Self {
        self.with(|payment| payment.amounts.reserved = Won(won))
    }

    pub fn agreement(self, agreement: Agreement) -> Self {
        self.with(|payment| payment.agreement = agreement)
    }
}
