//! PortOne's JSON, names verbatim. These types are also what the simulator remembers.

mod cancellation;
mod method;
mod payment;
mod webhook;

pub use cancellation::{Cancellation, CancellationStatus, Trigger};
pub use method::{
    AccountType, Card, CardBrand, CardMethod, CardOwner, CardType, ConvenienceStore, EasyPay,
    EasyPayFunding, GiftCertificate, Installment, Method, Mobile, RefundStatus, Transfer,
    VirtualAccount,
};
pub use payment::{
    Amount, Channel, ChannelType, Customer, Dispute, Escrow, Failure, Origin, Payment,
    PaymentStatus, Product,
};
pub use webhook::{WebhookCall, WebhookRecord, WebhookReply, WebhookStatus, WebhookTrigger};

/// Every payment module the vendor knows (`PgProvider`).
pub(crate) const PG_PROVIDERS: [&str; 56] = [
    "HTML5_INICIS",
    "PAYPAL",
    "PAYPAL_V2",
    "INICIS",
    "DANAL",
    "NICE",
    "DANAL_TPAY",
    "JTNET",
    "UPLUS",
    "NAVERPAY",
    "KAKAO",
    "SETTLE",
    "KCP",
    "MOBILIANS",
    "KAKAOPAY",
    "NAVERCO",
    "SYRUP",
    "KICC",
    "EXIMBAY",
    "SMILEPAY",
    "PAYCO",
    "KCP_BILLING",
    "ALIPAY",
    "PAYPLE",
    "CHAI",
    "BLUEWALNUT",
    "SMARTRO",
    "SMARTRO_V2",
    "PAYMENTWALL",
    "TOSSPAYMENTS",
    "KCP_QUICK",
    "DAOU",
    "GALAXIA",
    "TOSSPAY",
    "KCP_DIRECT",
    "SETTLE_ACC",
    "SETTLE_FIRM",
    "INICIS_UNIFIED",
    "KSNET",
    "PINPAY",
    "NICE_V2",
    "TOSS_BRANDPAY",
    "WELCOME",
    "TOSSPAY_V2",
    "INICIS_V2",
    "KPN",
    "KCP_V2",
    "HYPHEN",
    "EXIMBAY_V2",
    "INICIS_JP",
    "PAYLETTER_GLOBAL",
    "MOBILIANS_V2",
    "TRIPLE_A",
    "KICC_V2",
    "INNOPAY",
    "HECTO_GLOBAL",
];
