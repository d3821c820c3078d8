//! One row of a file, checked field by field.

use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime};
use csv::StringRecord;
use desk_domain::limits::AMOUNT_MAX_WON;
use desk_domain::payment::{
    CardDetail, CashReceiptState, Channel, Customer, GatewayStatus, Method, MethodDetail,
};
use desk_domain::{MerchantId, PaymentId, Timestamp, Won};
use desk_store::{PaymentSnapshot, Source};

use super::RowError;
use crate::desk::Desk;
use crate::entropy;

const NEEDED: &[&str] = &["payment_id", "order_name", "amount_won", "method"];
const OPTIONAL: &[&str] = &[
    "channel",
    "paid_at",
    "requested_at",
    "customer_id",
    "customer_name",
    "customer_phone",
    "approval_number",
    "tax_free_won",
    "card_issuer",
    "pg",
    "recorded_as",
];
/// Longest text of a field, in characters.
const TEXT_MAX_CHARS: usize = 200;

/// The header's names in their order.
pub(super) fn columns(header: &StringRecord) -> Result<Vec<String>, String> {
    let names: Vec<String> = header.iter().map(|name| name.trim().to_lowercase()).collect();
    for (place, name) in names.iter().enumerate() {
        if !NEEDED.contains(&name.as_str()) && !OPTIONAL.contains(&name.as_str()) {
            return Err(format!("unknown column {}: `{name}`", place + 1));
        }
        if names[..place].contains(name) {
            return Err(format!("`{name}` stands there twice"));
        }
    }
    match NEEDED.iter().find(|needed| !names.iter().any(|name| name == *needed)) {
        Some(missing) => Err(format!("the column `{missing}` is missing")),
        None => Ok(names),
    }
}

pub(super) struct Row<'a> {
    line: u64,
    columns: &'a [String],
    record: &'a StringRecord,
    errors: Vec<RowError>,
}

impl<'a> Row<'a> {
    pub(super) fn new(line: u64, columns: &'a [String], record: &'a StringRecord) -> Self {
        Self { line, columns, record, errors: Vec::new() }
    }

    pub(super) fn read(
        mut self,
        desk: &Desk,
        merchant: &MerchantId,
    ) -> Result<PaymentSnapshot, Vec<RowError>> {
        if self.record.len() != self.columns.len() {
            let (given, wanted) = (self.record.len(), self.columns.len());
            self.wrong("row", format!("has {given} fields, the header {wanted}"));
            return Err(self.errors);
        }
        let channel = self.word("channel").unwrap_or(Channel::Recorded);
        let paid_at = self.instant("paid_at");
        let requested_at = self.instant("requested_at").or(paid_at);
        if requested_at.is_none() && self.errors.is_empty() {
            self.wrong("requested_at", "needed when paid_at is empty");
        }
        let amount = self.needed("amount_won", Self::won);
        let tax_free = self.won("tax_free_won").unwrap_or(Won::ZERO);
        if amount.is_some_and(|amount| tax_free > amount) {
            self.wrong("tax_free_won", "more than the amount");
        }
        let method = self.needed("method", Self::word::<Method>);
        let gateway_payment_id = self.needed("payment_id", Self::text);
        let order_name = self.needed("order_name", Self::text);
        let method_detail = MethodDetail {
            pg: self.text("pg"),
            card: self
                .text("card_issuer")
                .map(|issuer| CardDetail { issuer: Some(issuer), ..CardDetail::default() }),
            recorded_as: self.word("recorded_as"),
            ..MethodDetail::default()
        };
        if channel != Channel::Recorded && method_detail.recorded_as.is_some() {
            self.wrong("recorded_as", "is of the channel recorded only");
        }
        let customer = Customer {
            id: self.text("customer_id"),
            name: self.text("customer_name"),
            phone: self.text("customer_phone"),
        };
        let approval_number = self.text("approval_number");
        let facts = (gateway_payment_id, order_name, amount, method, requested_at);
        let (
            Some(gateway_payment_id),
            Some(order_name),
            Some(amount),
            Some(method),
            Some(requested_at),
        ) = facts
        else {
            return Err(self.errors);
        };
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        Ok(PaymentSnapshot {
            source: Source::File,
            new_id: PaymentId::from_bits(entropy::bits()),
            merchant_id: merchant.clone(),
            channel,
            channel_id: only_connection(desk, channel, merchant),
            gateway_payment_id,
            customer,
            order_name,
            method,
            method_detail,
            amount,
            tax_free,
            cancelled: Won::ZERO,
            cancelled_tax_free: Won::ZERO,
            cash_receipt: CashReceiptState::Unknown,
            // A file is not the vendor's word.
            gateway_status: if channel == Channel::Recorded {
                GatewayStatus::None
            } else {
                GatewayStatus::Unknown
            },
            requested_at,
            paid_at,
            cancelled_at: None,
            approval_number,
            receipt_url: None,
            cancellations: Vec::new(),
        })
    }

    fn wrong(&mut self, column: &str, words: impl Into<String>) {
        self.errors.push(RowError {
            line: self.line,
            column: column.to_owned(),
            words: words.into(),
        });
    }

    /// The field's text; absent when the column is missing or the field empty.
    fn field(&self, column: &str) -> Option<&'a str> {
        let place = self.columns.iter().position(|name| name == column)?;
        self.record.get(place).map(str::trim).filter(|text| !text.is_empty())
    }

    fn needed<T>(
        &mut self,
        column: &str,
        read: impl Fn(&mut Self, &str) -> Option<T>,
    ) -> Option<T> {
        if self.field(column).is_none() {
            self.wrong(column, "is empty");
            return None;
        }
        read(self, column)
    }

    fn text(&mut self, column: &str) -> Option<String> {
        let text = self.field(column)?;
        if text.chars().count() > TEXT_MAX_CHARS || text.chars().any(char::is_control) {
            self.wrong(column, format!("takes at most {TEXT_MAX_CHARS} characters on one line"));
            return None;
        }
        Some(text.to_owned())
    }

    fn word<T: FromStr>(&mut self, column: &str) -> Option<T> {
        let word = self.field(column)?.parse().ok();
        if word.is_none() {
            self.wrong(column, "is not one of the known words");
        }
        word
    }

    fn won(&mut self, column: &str) -> Option<Won> {
        let digits = self.field(column)?.replace(',', "");
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        let won = digits.parse().ok().filter(|won| plain && (0..=AMOUNT_MAX_WON).contains(won));
        if won.is_none() {
            self.wrong(column, format!("is not a whole number of won up to {AMOUNT_MAX_WON}"));
        }
        won.map(Won)
    }

    fn instant(&mut self, column: &str) -> Option<Timestamp> {
        let text = self.field(column)?;
        let at = instant(text);
        if at.is_none() {
            self.wrong(column, "is not a date like 2026-11-03 or 2026-11-03 14:05");
        }
        at
    }
}

fn instant(text: &str) -> Option<Timestamp> {
    if let Ok(at) = Timestamp::parse_rfc3339(text) {
        return Some(at);
    }
    if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(Timestamp::start_of_kst_date(date));
    }
    let local = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())?;
    let since_midnight = local.time().signed_duration_since(chrono::NaiveTime::MIN).num_seconds();
    Some(Timestamp::start_of_kst_date(local.date()).plus_seconds(since_midnight))
}

/// A file does not name connections; where a merchant has one for the channel, that is it.
fn only_connection(
    desk: &Desk,
    channel: Channel,
    merchant: &MerchantId,
) -> Option<desk_domain::id::ChannelId> {
    let mut fitting = desk
        .connections()
        .filter(|connection| connection.channel == channel && connection.merchant_id == *merchant);
    let only = fitting.next()?;
    fitting.next().is_none().then(|| only.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_without_an_offset_are_korean() {
        let at = |text: &str| Timestamp::parse_rfc3339(text).ok();
        assert_eq!(instant("2026-11-03"), at("2026-11-03T00:00:00+09:00"));
        assert_eq!(instant("2026-11-03 14:05"), at("2026-11-03T14:05:00+09:00"));
        assert_eq!(instant("2026-11-03 14:05:59"), at("2026-11-03T14:05:59+09:00"));
        assert_eq!(instant("2026-11-03T05:05:00Z"), at("2026-11-03T14:05:00+09:00"));
        assert_eq!(instant("11/03/2026"), None);
    }
}
