//! `textSearch`: a value matches from its start, never from the middle.

use serde::Deserialize;

use crate::portone::receipts::Receipt;
use crate::portone::wire::{EasyPay, EasyPayFunding, Method, Payment};
use crate::private::Private;

#[derive(Debug, Deserialize)]
pub(crate) struct TextSearch {
    field: Field,
    value: Private,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Field {
    All,
    PaymentId,
    TxId,
    ScheduleId,
    FailReason,
    CardIssuer,
    CardAcquirer,
    CardBin,
    CardNumber,
    CardApprovalNumber,
    CardReceiptName,
    CardInstallment,
    TransBank,
    VirtualAccountHolderName,
    VirtualAccountBank,
    VirtualAccountNumber,
    PgMerchantId,
    PgTxId,
    PgReceiptId,
    ReceiptApprovalNumber,
    PgCancellationId,
    CancelReason,
    OrderName,
    CustomerName,
    CustomerEmail,
    CustomerPhoneNumber,
    CustomerAddress,
    CustomerZipcode,
    UserAgent,
    BillingKey,
    PromotionId,
    GiftCertificationApprovalNumber,
}

impl TextSearch {
    pub(super) fn matches(&self, payment: &Payment, receipt: Option<&Receipt>) -> bool {
        searchable(payment, receipt)
            .into_iter()
            .filter(|(field, _)| self.field == Field::All || self.field == *field)
            .any(|(_, text)| text.starts_with(self.value.reveal()))
    }
}

/// Every text of a payment that can be searched. Scheduled payments, billing keys and addresses
/// do not occur here, so their fields find nothing.
fn searchable(payment: &Payment, receipt: Option<&Receipt>) -> Vec<(Field, String)> {
    let customer = &payment.customer;
    let private = |value: &Option<Private>| value.as_ref().map(|text| text.reveal().to_owned());
    let mut texts = vec![
        (Field::PaymentId, Some(payment.id.clone())),
        (Field::TxId, Some(payment.transaction_id.clone())),
        (Field::FailReason, payment.failure.as_ref().and_then(|failure| failure.reason.clone())),
        (Field::PgMerchantId, Some(payment.channel.pg_merchant_id.clone())),
        (Field::PgTxId, payment.pg_tx_id.clone()),
        (Field::OrderName, Some(payment.order_name.clone())),
        (Field::CustomerName, private(&customer.name)),
        (Field::CustomerEmail, private(&customer.email)),
        (Field::CustomerPhoneNumber, private(&customer.phone_number)),
        (Field::CustomerZipcode, private(&customer.zipcode)),
        (Field::UserAgent, payment.origin.user_agent.clone()),
        (Field::PromotionId, payment.promotion_id.clone()),
        (Field::PgReceiptId, receipt.map(|receipt| receipt.pg_receipt_id.clone())),
        (Field::ReceiptApprovalNumber, receipt.map(|receipt| receipt.issue_number.clone())),
    ];
    for cancellation in &payment.cancellations {
        texts.push((Field::CancelReason, Some(cancellation.reason.clone())));
        texts.push((Field::PgCancellationId, cancellation.pg_cancellation_id.clone()));
    }
    texts.extend(payment.method.as_ref().map(of_method).unwrap_or_default());
    texts.into_iter().filter_map(|(field, text)| Some((field, text?))).collect()
}

fn of_method(method: &Method) -> Vec<(Field, Option<String>)> {
    let mut texts = Vec::new();
    if let Some(card_method) = method.card_method() {
        let installment = card_method.installment.as_ref();
        texts.push((Field::CardApprovalNumber, card_method.approval_number.clone()));
        texts.push((Field::CardInstallment, installment.map(|plan| plan.month.to_string())));
        if let Some(card) = &card_method.card {
            let number = card.number.as_ref().map(|number| number.reveal().to_owned());
            texts.push((Field::CardIssuer, card.issuer.clone()));
            texts.push((Field::CardAcquirer, card.publisher.clone()));
            texts.push((Field::CardBin, card.bin.clone()));
            texts.push((Field::CardReceiptName, card.name.clone()));
            texts.push((Field::CardNumber, number));
        }
    }
    match method {
        Method::VirtualAccount(account) => {
            let holder = account.remitter_name.as_ref().map(|name| name.reveal().to_owned());
            let number = account.account_number.reveal().to_owned();
            texts.push((Field::VirtualAccountBank, account.bank.clone()));
            texts.push((Field::VirtualAccountNumber, Some(number)));
            texts.push((Field::VirtualAccountHolderName, holder));
        }
        Method::Transfer(transfer)
        | Method::EasyPay(EasyPay {
            easy_pay_method: Some(EasyPayFunding::Transfer(transfer)),
            ..
        }) => texts.push((Field::TransBank, transfer.bank.clone())),
        Method::GiftCertificate(gift) => {
            texts.push((Field::GiftCertificationApprovalNumber, Some(gift.approval_number.clone())))
        }
        Method::Card(_)
        | Method::Mobile(_)
        | Method::EasyPay(_)
        | Method::ConvenienceStore(_)
        | Method::Crypto => {}
    }
    texts
}
