//! 학생의 결제 탭: everything that one customer paid, got back and still owes.

use desk_domain::Won;
use serde::{Deserialize, Serialize};

use crate::{Bill, Customer};

/// `GET /customers/{id}`: who it is and how it stands. Payments and cancels of the customer are
/// `GET /payments?customer=…`, with all of its filters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomerTab {
    pub customer: Customer,
    /// Over all time, of the merchants one may see.
    pub totals: CustomerTotals,
    /// Not paid yet, oldest first: unsent, sending and waiting bills.
    pub unpaid: Vec<Bill>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomerTotals {
    /// In whatever state.
    pub payments: i64,
    /// Taken, what went back included.
    pub paid_won: Won,
    pub cancelled_won: Won,
    /// Asked for and not paid yet.
    pub unpaid_won: Won,
}
