//! What a list or a sum of payments is narrowed to, as SQL.

use desk_domain::payment::Agreement;
use desk_domain::{MerchantId, Timestamp};

use crate::error::Result;
use crate::keyset::push_one_of;
use crate::records::{Basis, PaymentFilter};
use crate::search::terms_of_search;
use crate::sql::{Connection, Statement, sql};

/// A filter, with its search text understood.
pub(super) struct Narrowing<'a> {
    pub(super) filter: &'a PaymentFilter,
    pub(super) terms: Vec<String>,
}

/// The one condition that an index answers together with the merchant and the order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Driver {
    Customer,
    InFlight,
    Agreement,
    Method,
    Status,
    Channel,
}

/// The merchants a list covers: those asked for, or all.
pub(crate) async fn merchants_of(
    connection: &mut Connection,
    asked: &[MerchantId],
) -> Result<Vec<MerchantId>> {
    if !asked.is_empty() {
        return Ok(asked.to_vec());
    }
    let rows = connection.rows(sql("SELECT id FROM merchants ORDER BY id")).await?;
    rows.iter().map(|row| row.parsed("id")).collect()
}

impl<'a> Narrowing<'a> {
    pub(super) fn new(filter: &'a PaymentFilter) -> Self {
        let terms = filter.search.as_deref().map(terms_of_search).unwrap_or_default();
        Self { filter, terms }
    }

    pub(super) fn is_search(&self) -> bool {
        !self.terms.is_empty()
    }

    /// One customer's payments are looked up and sorted: an index in the order of the list would be
    /// walked past everybody else's.
    pub(super) const fn is_one_customer(&self) -> bool {
        self.filter.customer.is_some() && self.terms.is_empty()
    }

    /// `CROSS JOIN` keeps SQLite from turning the search round; to PostgreSQL it is any join.
    pub(super) const fn tables(&self) -> &'static str {
        if self.terms.is_empty() { "payments p" } else { "payment_terms t CROSS JOIN payments p" }
    }

    pub(super) const fn basis_column(&self) -> &'static str {
        match self.filter.basis {
            Basis::PaidAt if self.terms.is_empty() => "p.sort_at",
            Basis::PaidAt => "t.sort_at",
            Basis::CancelledAt if self.is_one_customer() => "p.cancelled_at + 0",
            Basis::CancelledAt => "p.cancelled_at",
        }
    }

    /// The condition to walk an index by, the likely rarest first.
    pub(super) fn driver(&self) -> Option<Driver> {
        let filter = self.filter;
        let is_disagreement =
            !filter.agreements.is_empty() && !filter.agreements.contains(&Agreement::Agrees);
        [
            (filter.customer.is_some(), Driver::Customer),
            (filter.in_flight, Driver::InFlight),
            (is_disagreement, Driver::Agreement),
            (!filter.methods.is_empty(), Driver::Method),
            (!filter.statuses.is_empty(), Driver::Status),
            (!filter.channels.is_empty(), Driver::Channel),
        ]
        .into_iter()
        .find_map(|(applies, driver)| applies.then_some(driver))
    }

    /// Starts the conditions: whose payments, and the first word of the search.
    pub(super) fn push_merchants(&self, statement: &mut Statement, merchants: &[MerchantId]) {
        let Some((first, others)) = self.terms.split_first() else {
            statement.push("p.merchant_id IN ").push_list(merchants);
            return;
        };
        statement.push("t.merchant_id IN ").push_list(merchants);
        statement.push(" AND p.id = t.payment_id AND t.term = ").push_bind(first);
        for word in others {
            statement.push(
                " AND EXISTS (SELECT 1 FROM payment_terms w WHERE w.merchant_id = t.merchant_id \
                 AND w.sort_at = t.sort_at AND w.payment_id = t.payment_id AND w.term = ",
            );
            statement.push_bind(word).push(")");
        }
    }

    /// The period. A bound that a cursor has overtaken is `unindexed`, so that the walk starts at
    /// the cursor and not at the bound.
    pub(super) fn push_period(
        &self,
        statement: &mut Statement,
        from_unindexed: bool,
        until_unindexed: bool,
    ) {
        let column = self.basis_column();
        if self.filter.basis == Basis::CancelledAt {
            statement.push(" AND ").push(column).push(" IS NOT NULL");
        }
        let bounds: [(Option<Timestamp>, bool, [&'static str; 2]); 2] = [
            (self.filter.from, from_unindexed, [" >= ", " + 0 >= "]),
            (self.filter.until, until_unindexed, [" < ", " + 0 < "]),
        ];
        for (bound, unindexed, comparisons) in bounds {
            if let Some(at) = bound {
                let comparison = comparisons[usize::from(unindexed)];
                statement.push(" AND ").push(column).push(comparison).push_bind(at);
            }
        }
    }

    /// Everything but status, period and search, save for what `driver` has said already.
    pub(super) fn push_rest(
        &self,
        statement: &mut Statement,
        driver: Option<Driver>,
        unindexed: bool,
    ) {
        let filter = self.filter;
        if let Some(customer) = &filter.customer
            && driver != Some(Driver::Customer)
        {
            let column = if unindexed { "COALESCE(p.customer_id, '')" } else { "p.customer_id" };
            statement.push(" AND ").push(column).push(" = ").push_bind(customer);
        }
        if driver != Some(Driver::Channel) {
            let channels = filter.channels.iter().map(|channel| channel.as_str());
            push_one_of(statement, "p.channel", channels, unindexed);
        }
        if driver != Some(Driver::Method) {
            let methods = filter.methods.iter().map(|method| method.as_str());
            push_one_of(statement, "p.method", methods, unindexed);
        }
        if driver != Some(Driver::Agreement) {
            let agreements = filter.agreements.iter().map(|agreement| agreement.as_str());
            push_one_of(statement, "p.agreement", agreements, unindexed);
        }
    }

    /// The status filter, of which "in flight" is a part.
    pub(super) fn push_status(&self, statement: &mut Statement, driver: Option<Driver>) {
        if driver != Some(Driver::Status) {
            let statuses = self.filter.statuses.iter().map(|status| status.as_str());
            push_one_of(statement, "p.book_status", statuses, true);
        }
        if self.filter.in_flight && driver != Some(Driver::InFlight) {
            statement.push(" AND p.reserved_won + 0 > 0");
        }
    }
}
