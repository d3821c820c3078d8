//! Draws a way to pay: method, PG and everything that goes with it, in the shares of a real desk.

use chrono::{DateTime, TimeDelta, Utc};
use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::academy::{Family, pick};
use super::methods::{self, CardSort, ISSUERS, money};
use super::promotions;
use crate::portone::blueprint::Blueprint;
use crate::portone::receipts::ReceiptType;
use crate::portone::wire::{ChannelType, EasyPayFunding, Escrow, PaymentStatus};

const BANKS: [&str; 9] =
    ["KOOKMIN", "SHINHAN", "WOORI", "NONGHYUP", "IBK", "HANA", "KAKAO", "KFCC", "POST"];
const CARD_PGS: [&str; 8] = [
    "TOSSPAYMENTS",
    "TOSSPAYMENTS",
    "INICIS_V2",
    "INICIS_V2",
    "KCP_V2",
    "NICE_V2",
    "KSNET",
    "SMARTRO_V2",
];

/// Fills in how `plan` is paid. `at` is when, `n` its running number.
pub(super) fn way_to_pay(
    rng: &mut ChaCha8Rng,
    plan: &mut Blueprint,
    family: &Family,
    n: usize,
    at: DateTime<Utc>,
) {
    match rng.random_range(0..1_000) {
        0..560 => card(rng, plan, n),
        560..690 => virtual_account(rng, plan, family, n, at),
        690..750 => transfer(rng, plan),
        750..800 => phone(rng, plan, family),
        800..962 => easy_pay(rng, plan, n),
        962..972 => gift_certificate(rng, plan, n),
        972..977 => {
            plan.provider = "INICIS_JP".into();
            plan.method = Some(methods::convenience_store(n, at + TimeDelta::days(3)));
        }
        977..980 => {
            plan.provider = "TRIPLE_A".into();
            plan.method = Some(crate::portone::wire::Method::Crypto);
        }
        980..988 => promotion(rng, plan, n),
        _ => escrow(rng, plan, n),
    }
}

fn card(rng: &mut ChaCha8Rng, plan: &mut Blueprint, n: usize) {
    let sort = match rng.random_range(0..100) {
        0..72 => CardSort::Credit,
        72..91 => CardSort::Debit,
        91..94 => CardSort::Gift,
        94..97 => CardSort::Corporate,
        97..99 => CardSort::Visa,
        _ => CardSort::Master,
    };
    plan.provider = pick(rng, &CARD_PGS).into();
    plan.method = Some(methods::card(rng.random_range(0..ISSUERS.len()), sort, n));
    // Half of the NICE channels have no contract for partial cancels.
    plan.contract.partial_cancel = n.is_multiple_of(2);
    plan.failed_attempts = usize::from(rng.random_ratio(1, 25));
    if rng.random_ratio(1, 90) {
        plan.channel_type = ChannelType::Test;
    }
}

fn virtual_account(
    rng: &mut ChaCha8Rng,
    plan: &mut Blueprint,
    family: &Family,
    n: usize,
    at: DateTime<Utc>,
) {
    let issued_at = at - TimeDelta::hours(rng.random_range(1..40));
    let payer = family.parent.as_str().into();
    plan.provider =
        pick(rng, &["TOSSPAYMENTS", "KSNET", "SMARTRO_V2", "NICE_V2", "INICIS_V2"]).into();
    plan.method = Some(methods::virtual_account(pick(rng, &BANKS), n, payer, issued_at));
    plan.requested_at = Some(issued_at);
    plan.contract.virtual_account_refund = !rng.random_ratio(1, 8);
    receipt(rng, plan);
}

fn transfer(rng: &mut ChaCha8Rng, plan: &mut Blueprint) {
    plan.provider = pick(rng, &["TOSSPAYMENTS", "INICIS_V2", "KCP_V2", "KPN"]).into();
    plan.method = Some(methods::transfer(pick(rng, &BANKS)));
    receipt(rng, plan);
}

fn receipt(rng: &mut ChaCha8Rng, plan: &mut Blueprint) {
    match rng.random_range(0..10) {
        0..5 => plan.cash_receipt = Some(ReceiptType::Personal),
        5 => plan.cash_receipt = Some(ReceiptType::Corporate),
        6 => plan.receipt_from_window = plan.provider == "KSNET",
        _ => {}
    }
}

fn phone(rng: &mut ChaCha8Rng, plan: &mut Blueprint, family: &Family) {
    plan.provider =
        pick(rng, &["TOSSPAYMENTS", "KSNET", "INICIS_V2", "KCP_V2", "KPN", "GALAXIA"]).into();
    plan.method = Some(methods::phone(family.phone()));
    // Next-month refunds exist at these three, by contract.
    plan.contract.next_month_phone_refund =
        matches!(plan.provider.as_str(), "INICIS_V2" | "KCP_V2" | "KPN") && rng.random_ratio(1, 2);
    // A phone bill takes no tuition in one piece.
    plan.amount_won = plan.amount_won.min(300_000);
    plan.tax_free_won = plan.tax_free_won.min(plan.amount_won);
}

fn easy_pay(rng: &mut ChaCha8Rng, plan: &mut Blueprint, n: usize) {
    let issuer = rng.random_range(0..ISSUERS.len());
    let by_card = EasyPayFunding::Card(methods::card_method(issuer, CardSort::Credit, n));
    let (provider, wallet, funding) = match rng.random_range(0..100) {
        0..28 => ("KAKAOPAY", "KAKAOPAY", by_card),
        28..40 => ("KAKAOPAY", "KAKAOPAY", money()),
        40..58 => ("NAVERPAY", "NAVERPAY", by_card),
        58..66 => ("NAVERPAY", "NAVERPAY", money()),
        66..80 => ("TOSSPAY_V2", "TOSSPAY", money()),
        80..88 => ("TOSSPAYMENTS", "PAYCO", by_card),
        88..93 => ("INICIS_V2", "SAMSUNGPAY", by_card),
        93..95 => ("KSNET", "SSGPAY", by_card),
        95..97 => ("KICC_V2", "WECHAT", money()),
        _ => {
            plan.provider = "PAYPAL_V2".into();
            plan.method = Some(methods::paypal());
            return;
        }
    };
    plan.provider = provider.into();
    plan.method = Some(methods::easy_pay(wallet, funding));
}

fn gift_certificate(rng: &mut ChaCha8Rng, plan: &mut Blueprint, n: usize) {
    let kind = pick(rng, &["BOOKNLIFE", "CULTURELAND", "HAPPYMONEY", "SMART_MUNSANG"]);
    plan.provider = pick(rng, &["TOSSPAYMENTS", "GALAXIA"]).into();
    plan.method = Some(methods::gift_certificate(kind, n));
    plan.amount_won = plan.amount_won.min(50_000);
    plan.tax_free_won = plan.tax_free_won.min(plan.amount_won);
}

fn promotion(rng: &mut ChaCha8Rng, plan: &mut Blueprint, n: usize) {
    let (id, issuer) = pick(rng, &[(promotions::PERCENT, 0), (promotions::AMOUNT, 2)]);
    plan.promotion_id = Some(id.into());
    plan.provider = "TOSSPAYMENTS".into();
    plan.method = Some(methods::card(issuer, CardSort::Credit, n));
}

fn escrow(rng: &mut ChaCha8Rng, plan: &mut Blueprint, n: usize) {
    let company = "CJ".to_owned();
    let invoice_number = format!("{:012}", 600_000_000_000 + n);
    plan.provider = pick(rng, &["NICE_V2", "INICIS_V2"]).into();
    plan.method = Some(methods::card(n, CardSort::Credit, n));
    plan.order_name = "교재 세트 배송".into();
    plan.escrow = Some(match rng.random_range(0..4) {
        0 => Escrow::BeforeRegistered,
        1 => Escrow::Registered { company, invoice_number },
        2 => Escrow::Delivered { company, invoice_number },
        _ => Escrow::Confirmed { company, invoice_number, is_automatically_confirmed: true },
    });
}

/// The few payments that never became money.
pub(super) fn state_of_birth(rng: &mut ChaCha8Rng, plan: &mut Blueprint) {
    use crate::portone::wire::Method;
    let roll = rng.random_range(0..1_000);
    plan.status = match (&plan.method, roll) {
        (Some(Method::VirtualAccount(_)), 0..120) => PaymentStatus::VirtualAccountIssued,
        (Some(Method::Card(_) | Method::EasyPay(_)), 0..25) => PaymentStatus::Failed,
        (Some(Method::Card(_) | Method::Mobile(_)), 25..33) => PaymentStatus::Ready,
        (Some(Method::EasyPay(easy)), 25..400) if easy.provider.as_deref() == Some("PAYPAL") => {
            PaymentStatus::PayPending
        }
        _ => PaymentStatus::Paid,
    };
    if plan.status != PaymentStatus::Paid {
        plan.promotion_id = None;
        plan.cash_receipt = None;
    }
}
