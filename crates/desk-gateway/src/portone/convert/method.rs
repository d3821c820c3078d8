//! How it was paid.

use desk_domain::mask;
use desk_domain::payment::{CardDetail, CardType, Funding, Method, MethodDetail, Mode, OwnerType};

use crate::Secret;
use crate::portone::wire::{self, CardMethod, Channel, ChannelType, EasyPayMethod, PaymentMethod};

/// The method, what a rule may ask about it, and the approval number printed on its receipt.
#[derive(Debug)]
pub(super) struct HowPaid {
    pub(super) method: Method,
    pub(super) detail: MethodDetail,
    pub(super) approval_number: Option<String>,
}

/// A payment that is not paid yet may have no method, one that failed early no channel.
pub(super) fn how_paid(method: Option<PaymentMethod>, channel: Option<Channel>) -> HowPaid {
    let mut paid = match method {
        Some(method) => by_method(method),
        None => HowPaid::plain(Method::Other),
    };
    if let Some(channel) = channel {
        if channel.pg_provider.starts_with("PAYPAL") && paid.method == Method::Other {
            paid.method = Method::Paypal;
        }
        paid.detail.pg = Some(channel.pg_provider);
        paid.detail.mode = match channel.channel_type {
            ChannelType::Live => Some(Mode::Live),
            ChannelType::Test => Some(Mode::Test),
            ChannelType::Unknown(_) => None,
        };
    }
    paid
}

impl HowPaid {
    fn plain(method: Method) -> Self {
        Self { method, detail: MethodDetail::default(), approval_number: None }
    }

    fn card(mut self, card: CardMethod) -> Self {
        self.approval_number.clone_from(&card.approval_number);
        self.detail.card = Some(card_detail(card));
        self
    }

    fn account(mut self, bank: Option<String>, number: Option<&Secret>) -> Self {
        self.detail.bank = bank;
        self.detail.account_number_masked = number.map(|number| mask::account(number.expose()));
        self
    }
}

fn by_method(method: PaymentMethod) -> HowPaid {
    match method {
        PaymentMethod::Card(card) => HowPaid::plain(Method::Card).card(card),
        PaymentMethod::VirtualAccount { bank, account_number, expired_at, .. } => {
            let mut paid =
                HowPaid::plain(Method::VirtualAccount).account(bank, account_number.as_ref());
            paid.detail.deposit_until = expired_at;
            paid
        }
        PaymentMethod::Transfer { bank, account_number } => {
            HowPaid::plain(Method::Transfer).account(bank, account_number.as_ref())
        }
        PaymentMethod::Mobile {} => HowPaid::plain(Method::Mobile),
        PaymentMethod::GiftCertificate { approval_number } => {
            HowPaid { approval_number, ..HowPaid::plain(Method::GiftCertificate) }
        }
        PaymentMethod::EasyPay { provider, easy_pay_method } => easy_pay(provider, easy_pay_method),
        PaymentMethod::ConvenienceStore { payment_deadline } => {
            let mut paid = HowPaid::plain(Method::ConvenienceStore);
            paid.detail.deposit_until = payment_deadline;
            paid
        }
        PaymentMethod::Crypto {} => HowPaid::plain(Method::Crypto),
        PaymentMethod::Unknown {} => HowPaid::plain(Method::Other),
    }
}

/// PayPal is an easy payment to the vendor; its rules are its own (asynchronous, foreign).
fn easy_pay(provider: Option<String>, funding: Option<EasyPayMethod>) -> HowPaid {
    let is_paypal = provider.as_deref() == Some("PAYPAL");
    let method = if is_paypal { Method::Paypal } else { Method::EasyPay };
    let mut paid = HowPaid::plain(method);
    paid.detail.provider = provider;
    match funding {
        Some(EasyPayMethod::Card(card)) => {
            paid.detail.funding = Some(Funding::Card);
            paid.card(card)
        }
        Some(EasyPayMethod::Transfer { bank, account_number }) => {
            paid.detail.funding = Some(Funding::Transfer);
            paid.account(bank, account_number.as_ref())
        }
        Some(EasyPayMethod::Charge { bank }) => {
            paid.detail.funding = Some(Funding::Money);
            paid.account(bank, None)
        }
        Some(EasyPayMethod::Unknown {}) | None => paid,
    }
}

fn card_detail(method: CardMethod) -> CardDetail {
    let card = method.card;
    CardDetail {
        issuer: card.issuer,
        brand: card.brand,
        card_type: card.card_type.and_then(|card_type| match card_type {
            wire::CardType::Credit => Some(CardType::Credit),
            wire::CardType::Debit => Some(CardType::Debit),
            wire::CardType::Gift => Some(CardType::Gift),
            wire::CardType::Unknown(_) => None,
        }),
        owner_type: card.owner_type.and_then(|owner_type| match owner_type {
            wire::CardOwnerType::Personal => Some(OwnerType::Personal),
            wire::CardOwnerType::Corporate => Some(OwnerType::Corporate),
            wire::CardOwnerType::Unknown(_) => None,
        }),
        number_masked: card.number.map(|number| mask::card(number.expose())),
        name: card.name,
        installment_months: method.installment.map_or(0, |installment| installment.month),
        points_used: method.point_used,
    }
}
