//! Cash receipts (현금영수증) of a bill. A cancel of the bill leaves them as they are: they have
//! calls of their own.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::bill::Bill;
use super::call::Call;
use super::codes::Refusal;
use super::numbers;
use super::state::State;
use super::view::{self, text_time};
use crate::private::Private;

/// `trader`, for whom a receipt is issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trader {
    /// 개인 (소득공제)
    #[serde(rename = "0")]
    Personal,
    /// 사업자 (지출증빙)
    #[serde(rename = "1")]
    Business,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CashReceipt {
    pub number: String,
    pub trader: Trader,
    /// A phone or a business number.
    pub issuance_number: Private,
    pub price_won: i64,
    pub supply_won: i64,
    pub tax_won: i64,
    pub at: DateTime<Utc>,
    /// 취소 승인번호.
    pub cancel_number: Option<String>,
}

impl CashReceipt {
    /// Issued while the customer paid. Tuition is tax-free.
    pub(super) fn with_payment(bill: &Bill, trader: Trader, now: DateTime<Utc>) -> Self {
        Self {
            number: numbers::eight_digits(&bill.id, "receipt"),
            trader,
            issuance_number: bill.phone.clone().unwrap_or_default(),
            price_won: bill.price_won,
            supply_won: bill.price_won,
            tax_won: 0,
            at: now,
            cancel_number: None,
        }
    }

    fn state(&self) -> &'static str {
        if self.cancel_number.is_some() { "C" } else { "F" }
    }
}

/// One receipt at a time: a cancelled one makes room for the next.
pub(super) fn issue(
    state: &mut State,
    call: &Call,
    now: DateTime<Utc>,
) -> Result<Map<String, Value>, Refusal> {
    let bill_id = call.bill_id()?;
    let price_won = call.won("price")?;
    let (supply_won, tax_won) = (call.won("supply_price")?, call.won("tax")?);
    let trader = trader(call)?;
    let issuance_number = Private::new(call.text("issuance_number")?);
    call.check_hash()?;
    if supply_won + tax_won != price_won {
        return Err(call.bad("supply_price"));
    }
    let held = state.book.get(bill_id)?.receipt.as_ref();
    if held.is_some_and(|receipt| receipt.cancel_number.is_none()) {
        return Err(Refusal::Receipt);
    }
    let number = numbers::eight_digits(bill_id, &format!("receipt {now}"));
    let receipt = CashReceipt {
        number: number.clone(),
        trader,
        issuance_number,
        price_won,
        supply_won,
        tax_won,
        at: now,
        cancel_number: None,
    };
    state.book.change(bill_id, |bill| bill.receipt = Some(receipt))?;
    Ok(answer(bill_id, &number))
}

pub(super) fn cancel(state: &mut State, call: &Call) -> Result<Map<String, Value>, Refusal> {
    let bill_id = call.bill_id()?;
    let price_won = call.won("price")?;
    let trader = trader(call)?;
    call.check_hash()?;
    state.book.change(bill_id, |bill| {
        let receipt = bill.receipt.as_mut().ok_or(Refusal::Receipt)?;
        if receipt.cancel_number.is_some() || receipt.trader != trader {
            return Err(Refusal::Receipt);
        }
        if receipt.price_won != price_won {
            return Err(Refusal::PriceDiffers);
        }
        let number = numbers::eight_digits(bill_id, &format!("receipt {} cancel", receipt.number));
        receipt.cancel_number = Some(number.clone());
        Ok(answer(bill_id, &number))
    })?
}

/// `info`: every receipt of the bill; the simulator keeps the last one.
pub(super) fn read(state: &State, call: &Call) -> Result<Map<String, Value>, Refusal> {
    let bill = state.book.get(call.bill_id()?)?;
    let info: Vec<Value> = bill.receipt.iter().map(|receipt| row(&bill.id, receipt)).collect();
    Ok(view::map(json!({ "info": info })))
}

fn row(bill_id: &str, receipt: &CashReceipt) -> Value {
    json!({
        "bill_id": bill_id,
        "appr_price": receipt.price_won.to_string(),
        "appr_supply_price": receipt.supply_won.to_string(),
        "appr_tax": receipt.tax_won.to_string(),
        "trader": receipt.trader,
        "appr_num": receipt.cancel_number.as_ref().unwrap_or(&receipt.number),
        "appr_state": receipt.state(),
        "appr_dt": text_time(receipt.at),
        "issuance_number": receipt.issuance_number,
    })
}

fn answer(bill_id: &str, number: &str) -> Map<String, Value> {
    view::map(json!({ "bill_id": bill_id, "appr_cash_num": number }))
}

fn trader(call: &Call) -> Result<Trader, Refusal> {
    match call.text("trader")? {
        "0" => Ok(Trader::Personal),
        "1" => Ok(Trader::Business),
        _ => Err(call.bad("trader")),
    }
}
