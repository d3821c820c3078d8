//! Sums of what a filter shows.

use desk_domain::Won;
use desk_domain::payment::{Agreement, BookStatus};

use super::filter::{Driver, Narrowing, merchants_of};
use crate::error::Result;
use crate::records::{PaymentFilter, StatusSum, Summary};
use crate::sql::{Connection, Row, sql};

/// One group of the query: the payments of one status and agreement, in flight or not.
struct Group {
    status: BookStatus,
    agreement: Agreement,
    in_flight: bool,
    sum: StatusSum,
}

pub(crate) async fn summarise(
    connection: &mut Connection,
    filter: &PaymentFilter,
) -> Result<Summary> {
    let merchants = merchants_of(connection, &filter.merchants).await?;
    if merchants.is_empty() {
        return Ok(add_up(&[], filter));
    }
    let narrowing = Narrowing::new(filter);
    let mut statement = sql("SELECT p.book_status, p.agreement, \
         CAST(CASE WHEN p.reserved_won > 0 THEN 1 ELSE 0 END AS BIGINT) AS in_flight, \
         COUNT(*) AS payment_count, \
         CAST(SUM(p.amount_won) AS BIGINT) AS amount_sum, \
         CAST(SUM(p.cancelled_won) AS BIGINT) AS cancelled_sum \
         FROM ");
    statement.push(narrowing.tables()).push(" WHERE ");
    narrowing.push_merchants(&mut statement, &merchants);
    narrowing.push_period(&mut statement, false, false);
    // As of the statuses, there is a count for what the filter leaves out.
    narrowing.push_rest(&mut statement, Some(Driver::Agreement), false);
    statement.push(" GROUP BY 1, 2, 3");
    let rows = connection.rows(statement).await?;
    let groups: Vec<Group> = rows.iter().map(read).collect::<Result<_>>()?;
    Ok(add_up(&groups, filter))
}

fn read(row: &Row) -> Result<Group> {
    let status: BookStatus = row.parsed("book_status")?;
    let amount = row.won("amount_sum")?;
    Ok(Group {
        status,
        agreement: row.parsed("agreement")?,
        in_flight: row.flag("in_flight")?,
        sum: StatusSum {
            count: row.integer("payment_count")?,
            amount,
            cancelled: row.won("cancelled_sum")?,
            not_received: if status.is_received() { Won::ZERO } else { amount },
        },
    })
}

fn add_up(groups: &[Group], filter: &PaymentFilter) -> Summary {
    let is_shown = |group: &&Group| {
        (filter.statuses.is_empty() || filter.statuses.contains(&group.status))
            && (filter.agreements.is_empty() || filter.agreements.contains(&group.agreement))
            && (!filter.in_flight || group.in_flight)
    };
    let of_status =
        |status: BookStatus| total(groups.iter().filter(|group| group.status == status));
    Summary {
        shown: total(groups.iter().filter(is_shown)),
        by_status: BookStatus::ALL.iter().map(|&status| (status, of_status(status))).collect(),
        in_flight: groups.iter().filter(|group| group.in_flight).map(|group| group.sum.count).sum(),
        disagreeing: groups
            .iter()
            .filter(|group| group.agreement != Agreement::Agrees)
            .map(|group| group.sum.count)
            .sum(),
    }
}

fn total<'a>(groups: impl Iterator<Item = &'a Group>) -> StatusSum {
    groups.fold(StatusSum::default(), |sum, group| StatusSum {
        count: sum.count + group.sum.count,
        amount: [sum.amount, group.sum.amount].into_iter().sum::<Won>(),
        cancelled: [sum.cancelled, group.sum.cancelled].into_iter().sum::<Won>(),
        not_received: [sum.not_received, group.sum.not_received].into_iter().sum::<Won>(),
    })
}
