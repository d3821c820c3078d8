//! PaySsam as a vendor of bills.

use async_trait::async_trait;
use desk_domain::Won;
use desk_domain::bill::BillNumber;

use super::callback::{self, CALLBACK_ANSWER};
use super::client::{ApiVersion, PaySsam, is_bill_id};
use super::convert;
use super::hash;
use super::wire::{Endpoint, InBill, NewBillV1, NewBillV2};
use crate::{
    ApprovalSync, Bills, Delivery, FoundBill, NewBill, NoticeError, ReadError, SendOutcome,
    VoidOutcome,
};

#[async_trait]
impl Bills for PaySsam {
    async fn send_bill(&self, bill: &NewBill) -> SendOutcome {
        let refused = |message| SendOutcome::Refused(convert::refused_here(message));
        let Some(price) = convert::price_text(bill.price) else {
            return refused("the vendor has no field for this amount");
        };
        let phone = bill.phone.as_deref().map(convert::digits).filter(|phone| !phone.is_empty());
        let needs_phone = self.version() == ApiVersion::V1 || bill.delivery == Delivery::Message;
        if needs_phone && phone.is_none() {
            return refused("a bill that goes out as a message needs a phone number");
        }
        let bill_id = bill.number.as_str();
        let hash = match &phone {
            Some(phone) => hash::of_bill_to_phone(bill_id, phone, &price),
            None => hash::of_bill(bill_id, &price),
        };
        let v1 = v1(bill, phone.as_deref().unwrap_or_default(), &price, &hash);
        let v2 = v2(bill, phone.as_deref(), &price, &hash);
        let answer = self.post(Endpoint::Send, InBill { bill: v1 }, v2).await;
        convert::send_answer(self.version(), bill_id, answer)
    }

    async fn resend_bill(&self, number: &BillNumber) -> SendOutcome {
        let answer = self.post_named(Endpoint::Resend, number.as_str()).await;
        convert::send_answer(self.version(), number.as_str(), answer)
    }

    async fn void_bill(&self, number: &str, price: Won) -> VoidOutcome {
        let refused = |message| VoidOutcome::Refused(convert::refused_here(message));
        if !is_bill_id(number) {
            return refused("this is no number of a bill");
        }
        let Some(price) = convert::price_text(price) else {
            return refused("the vendor has no field for this amount");
        };
        let bill = match self.read(number).await {
            Ok(bill) => bill,
            Err(error) => return VoidOutcome::Refused(convert::unread_here(&error)),
        };
        if let Some(outcome) = convert::void_hindrance(&bill, self.now()) {
            return outcome;
        }
        let answer = self.post_priced(Endpoint::Void, number, &price, None).await;
        convert::void_answer(self.version(), number, answer, self.now())
    }

    async fn read_bill(&self, number: &str) -> Result<FoundBill, ReadError> {
        self.read(number).await.map(|bill| convert::found_bill(&bill))
    }

    fn read_notice(&self, body: &[u8]) -> Result<ApprovalSync, NoticeError> {
        callback::read(self.api_key(), body)
    }

    fn notice_answer(&self) -> &'static str {
        CALLBACK_ANSWER
    }
}

fn v1<'a>(bill: &'a NewBill, phone: &'a str, price: &'a str, hash: &'a str) -> NewBillV1<'a> {
    NewBillV1 {
        bill_id: bill.number.as_str(),
        bill_issuer: bill.issuer.as_deref(),
        product_nm: &bill.product_name,
        message: bill.message.as_deref(),
        member_nm: &bill.customer_name,
        phone,
        price,
        hash,
        expire_dt: bill.last_day.map(|day| day.to_string()),
        callback_url: &bill.callback_url,
    }
}

fn v2<'a>(
    bill: &'a NewBill,
    phone: Option<&'a str>,
    price: &'a str,
    hash: &'a str,
) -> NewBillV2<'a> {
    NewBillV2 {
        bill_id: bill.number.as_str(),
        send_type: match bill.delivery {
            Delivery::Message => "TALK",
            Delivery::Link => "URL",
        },
        bill_issuer: bill.issuer.as_deref(),
        product_name: &bill.product_name,
        price,
        member_name: &bill.customer_name,
        phone,
        message: bill.message.as_deref(),
        expire_dt: bill.last_day.map(|day| day.to_string()),
        hash,
        callback_url: &bill.callback_url,
        page_redirect_url: bill.return_url.as_deref(),
    }
}
