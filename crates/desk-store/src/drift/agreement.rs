//! Counting what agrees. The payments are counted in an index; what is open is only ever a few rows.

use desk_domain::payment::{Agreement, BookStatus, Channel};
use desk_domain::{FollowUpId, MerchantId, Timestamp};

use crate::error::Result;
use crate::payments::merchants_of;
use crate::records::{AgreementSums, ChannelAgreement};
use crate::sql::{Connection, Statement, sql};

pub(crate) async fn agreement(
    connection: &mut Connection,
    merchants: &[MerchantId],
) -> Result<AgreementSums> {
    let mut channels: Vec<_> =
        Channel::ALL.iter().map(|&channel| ChannelAgreement::none(channel)).collect();
    let mut oldest = None;
    for merchant in merchants_of(connection, merchants).await? {
        add_payments(connection, &merchant, &mut channels).await?;
        add_open(connection, &merchant, &mut channels).await?;
        oldest = older(oldest, oldest_of(connection, &merchant).await?);
    }
    channels.retain(|channel| channel.payments > 0 || channel.open > 0);
    Ok(AgreementSums { channels, oldest })
}

/// Paid money only, and not what staff wrote down: there is nobody to disagree.
pub(super) fn payments_of(merchant: &MerchantId) -> Statement {
    sql("SELECT channel, agreement, COUNT(*) AS payment_count, \
         CAST(SUM(amount_won) AS BIGINT) AS amount_sum FROM payments \
         WHERE merchant_id = $1 AND channel <> $2 AND book_status <> $3 AND book_status <> $4 \
         GROUP BY channel, agreement")
    .bind(merchant)
    .bind(Channel::Recorded.as_str())
    .bind(BookStatus::Unpaid.as_str())
    .bind(BookStatus::Void.as_str())
}

async fn add_payments(
    connection: &mut Connection,
    merchant: &MerchantId,
    channels: &mut [ChannelAgreement],
) -> Result<()> {
    for row in connection.rows(payments_of(merchant)).await? {
        let (count, amount) = (row.integer("payment_count")?, row.won("amount_sum")?);
        let sums = of_channel(channels, row.parsed("channel")?);
        sums.payments += count;
        sums.amount = [sums.amount, amount].into_iter().sum();
        match row.parsed("agreement")? {
            Agreement::Agrees => {
                sums.agreeing += count;
                sums.agreeing_amount = [sums.agreeing_amount, amount].into_iter().sum();
            }
            Agreement::Unknown => sums.unanswered += count,
            Agreement::BookAhead | Agreement::GatewayAhead | Agreement::AmountsDiffer => {}
        }
    }
    Ok(())
}

async fn add_open(
    connection: &mut Connection,
    merchant: &MerchantId,
    channels: &mut [ChannelAgreement],
) -> Result<()> {
    let open = sql("SELECT p.channel, COUNT(*) AS open_count, \
         CAST(SUM(u.amount_at_risk_won) AS BIGINT) AS at_risk_sum \
         FROM follow_ups u JOIN payments p ON p.id = u.payment_id \
         WHERE u.merchant_id = $1 AND u.closed_at IS NULL GROUP BY p.channel");
    for row in connection.rows(open.bind(merchant)).await? {
        let (count, at_risk) = (row.integer("open_count")?, row.won("at_risk_sum")?);
        let sums = of_channel(channels, row.parsed("channel")?);
        sums.open += count;
        sums.at_risk = [sums.at_risk, at_risk].into_iter().sum();
    }
    Ok(())
}

async fn oldest_of(
    connection: &mut Connection,
    merchant: &MerchantId,
) -> Result<Option<(FollowUpId, Timestamp)>> {
    let first = sql("SELECT id, opened_at FROM follow_ups \
         WHERE merchant_id = $1 AND closed_at IS NULL ORDER BY opened_at, id LIMIT 1");
    let row = connection.row(first.bind(merchant)).await?;
    row.map(|row| Ok((row.parsed("id")?, row.at("opened_at")?))).transpose()
}

fn older(
    one: Option<(FollowUpId, Timestamp)>,
    other: Option<(FollowUpId, Timestamp)>,
) -> Option<(FollowUpId, Timestamp)> {
    [one, other].into_iter().flatten().min_by_key(|(_, opened_at)| *opened_at)
}

fn of_channel(channels: &mut [ChannelAgreement], channel: Channel) -> &mut ChannelAgreement {
    let found = channels.iter_mut().find(|sums| sums.channel == channel);
    found.expect("every channel has its place")
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::engine::Engine as _;
    use crate::store::Store as _;

    #[tokio::test]
    async fn the_payments_are_counted_in_an_index_alone() {
        let folder = TempDir::new().unwrap();
        let desk = crate::SqliteStore::open(folder.path().join("desk.db")).await.unwrap();
        desk.migrate().await.unwrap();
        let query = payments_of(&MerchantId::from_bits(1)).explained();
        let rows = desk.engine().reader().await.unwrap().rows(query).await.unwrap();
        let lines: Vec<_> = rows.iter().map(|row| row.text("detail").unwrap()).collect();
        let expected = "COVERING INDEX payments_by_agreement (merchant_id=?";
        assert!(lines.len() == 1 && lines[0].contains(expected), "{lines:#?}");
    }
}
