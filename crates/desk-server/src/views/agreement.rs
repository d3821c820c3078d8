//! How far the book agrees with the vendors, on the wire.

use desk_api::{AgreementReport, ChannelAgreement, MerchantName, Night, OldestDifference};
use desk_store::{AgreementSums, Merchant};

pub(crate) fn agreement(
    sums: AgreementSums,
    nights: Vec<desk_store::Night>,
    merchants: &[Merchant],
) -> AgreementReport {
    AgreementReport {
        payments: sums.total(|one| one.payments),
        amount_won: sums.total_won(|one| one.amount),
        agreeing: sums.total(|one| one.agreeing),
        agreeing_won: sums.total_won(|one| one.agreeing_amount),
        unanswered: sums.total(|one| one.unanswered),
        open: sums.total(|one| one.open),
        at_risk_won: sums.total_won(|one| one.at_risk),
        channels: sums.channels.iter().map(channel).collect(),
        oldest: sums
            .oldest
            .map(|(follow_up_id, opened_at)| OldestDifference { follow_up_id, opened_at }),
        nights: nights.into_iter().map(|one| night(one, merchants)).collect(),
    }
}

fn channel(sums: &desk_store::ChannelAgreement) -> ChannelAgreement {
    ChannelAgreement {
        channel: sums.channel,
        payments: sums.payments,
        amount_won: sums.amount,
        agreeing: sums.agreeing,
        agreeing_won: sums.agreeing_amount,
        unanswered: sums.unanswered,
        open: sums.open,
        at_risk_won: sums.at_risk,
    }
}

fn night(night: desk_store::Night, merchants: &[Merchant]) -> Night {
    let named = merchants.iter().find(|merchant| merchant.id == night.merchant_id);
    Night {
        merchant: MerchantName {
            id: night.merchant_id,
            name: named.map(|merchant| merchant.name.clone()).unwrap_or_default(),
        },
        day: night.day,
        written_at: night.written_at,
        payments: night.payments,
        agreeing: night.agreeing,
        unanswered: night.unanswered,
        open: night.open,
        at_risk_won: night.at_risk,
        opened: night.opened,
        closed: night.closed,
        adopted: night.adopted,
    }
}
