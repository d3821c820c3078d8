//! How a cancel is split into taxable, tax-free and VAT parts, and when the split is refused.
//! Pure; won in order money.

use super::cancel::CancelBody;
use super::errors::{ApiError, ErrorKind};
use super::wire::{Amount, Cancellation, CancellationStatus};

/// What is left to cancel. A cancellation on its way already takes its part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Balance {
    pub(crate) total: i64,
    pub(crate) tax_free: i64,
    pub(crate) vat: i64,
}

/// The parts of one cancel. `vat` lies inside the taxable rest `total - tax_free`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Split {
    pub(crate) total: i64,
    pub(crate) tax_free: i64,
    pub(crate) vat: i64,
}

impl Balance {
    pub(crate) fn of(amount: &Amount, cancellations: &[Cancellation]) -> Self {
        let start = Self { total: amount.total, tax_free: amount.tax_free, vat: amount.vat };
        cancellations
            .iter()
            .filter(|cancellation| cancellation.status != CancellationStatus::Failed)
            .fold(start, |left, cancellation| Self {
                total: left.total - cancellation.total_amount,
                tax_free: left.tax_free - cancellation.tax_free_amount,
                vat: left.vat - cancellation.vat_amount,
            })
    }

    fn taxable(self) -> i64 {
        self.total - self.tax_free
    }

    /// The checks in the order of the vendor's list; the first that fails answers.
    pub(crate) fn split(self, body: &CancelBody) -> Result<Split, ApiError> {
        if body.current_cancellable_amount.is_some_and(|seen| seen != self.total) {
            return Err(refused(
                ErrorKind::CancellableAmountConsistencyBroken,
                "취소 가능 잔액이 일치하지 않습니다.",
            ));
        }
        let total = body.amount.unwrap_or(self.total);
        let parts = [body.tax_free_amount, body.vat_amount];
        if total <= 0 && body.amount.is_some() || parts.iter().flatten().any(|part| *part < 0) {
            return Err(ApiError::invalid("취소 금액은 0보다 커야 합니다."));
        }
        if total > self.total || total == 0 {
            return Err(refused(
                ErrorKind::CancelAmountExceedsCancellableAmount,
                "취소 금액이 취소 가능 금액을 초과했습니다.",
            ));
        }
        // Without an amount everything left goes; with one, an omitted tax-free part means that
        // the whole amount is taxable.
        let tax_free =
            body.tax_free_amount.unwrap_or(if body.amount.is_none() { self.tax_free } else { 0 });
        self.check_parts(total, tax_free, body.vat_amount)?;
        let vat = body.vat_amount.unwrap_or_else(|| self.computed_vat(total - tax_free));
        Ok(Split { total, tax_free, vat })
    }

    fn check_parts(self, total: i64, tax_free: i64, vat: Option<i64>) -> Result<(), ApiError> {
        if tax_free.saturating_add(vat.unwrap_or(0)) > total {
            return Err(refused(
                ErrorKind::SumOfPartsExceedsCancelAmount,
                "면세 금액과 부가세액의 합이 취소 금액을 초과했습니다.",
            ));
        }
        if tax_free > self.tax_free {
            return Err(refused(
                ErrorKind::CancelTaxFreeAmountExceedsCancellableTaxFreeAmount,
                "취소 면세 금액이 취소 가능한 면세 금액을 초과했습니다.",
            ));
        }
        if total - tax_free > self.taxable() || vat.is_some_and(|vat| vat > self.vat) {
            return Err(refused(
                ErrorKind::CancelTaxAmountExceedsCancellableTaxAmount,
                "취소 과세 금액이 취소 가능한 과세 금액을 초과했습니다.",
            ));
        }
        Ok(())
    }

    /// The last of the taxable money takes whatever VAT is left, so that the sums close.
    fn computed_vat(self, taxable: i64) -> i64 {
        if taxable == self.taxable() { self.vat } else { vat_within(taxable).min(self.vat) }
    }
}

/// VAT contained in a taxable sum: one eleventh, rounded to the nearest won.
pub(crate) fn vat_within(taxable: i64) -> i64 {
    (taxable * 2 + 11) / 22
}

fn refused(kind: ErrorKind, message: &str) -> ApiError {
    ApiError::new(kind, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ErrorKind::*;

    /// 10,000 won, of which 3,400 are tax-free: 6,600 taxable with 600 VAT.
    const MIXED: Balance = Balance { total: 10_000, tax_free: 3_400, vat: 600 };
    const TAXED: Balance = Balance { total: 11_000, tax_free: 0, vat: 1_000 };

    fn body(amount: Option<i64>, tax_free: Option<i64>, vat: Option<i64>) -> CancelBody {
        CancelBody {
            amount,
            tax_free_amount: tax_free,
            vat_amount: vat,
            ..CancelBody::for_reason("test")
        }
    }

    #[track_caller]
    fn check(balance: Balance, body: &CancelBody, expected: Result<(i64, i64, i64), ErrorKind>) {
        let split = balance.split(body).map(|s| (s.total, s.tax_free, s.vat)).map_err(|e| e.kind);
        assert_eq!(split, expected, "{body:?}");
    }

    #[test]
    fn an_omitted_amount_takes_everything_left() {
        check(MIXED, &body(None, None, None), Ok((10_000, 3_400, 600)));
        check(TAXED, &body(None, None, None), Ok((11_000, 0, 1_000)));
    }

    #[test]
    fn amounts_must_be_positive_and_within_the_balance() {
        check(TAXED, &body(Some(1), None, None), Ok((1, 0, 0)));
        check(TAXED, &body(Some(11_000), None, None), Ok((11_000, 0, 1_000)));
        check(TAXED, &body(Some(0), None, None), Err(InvalidRequest));
        check(TAXED, &body(Some(-1), None, None), Err(InvalidRequest));
        check(TAXED, &body(Some(10), Some(-1), None), Err(InvalidRequest));
        check(TAXED, &body(Some(11_001), None, None), Err(CancelAmountExceedsCancellableAmount));
        check(TAXED, &body(Some(i64::MAX), None, None), Err(CancelAmountExceedsCancellableAmount));
    }

    #[test]
    fn an_amount_without_a_tax_free_part_is_taxable_as_a_whole() {
        check(MIXED, &body(Some(1_100), None, None), Ok((1_100, 0, 100)));
        check(MIXED, &body(Some(6_600), None, None), Ok((6_600, 0, 600)));
        check(
            MIXED,
            &body(Some(6_601), None, None),
            Err(CancelTaxAmountExceedsCancellableTaxAmount),
        );
    }

    #[test]
    fn parts_must_fit_the_amount_and_what_is_left_of_each() {
        check(MIXED, &body(Some(5_600), Some(3_400), Some(200)), Ok((5_600, 3_400, 200)));
        check(MIXED, &body(Some(3_400), Some(3_400), None), Ok((3_400, 3_400, 0)));
        check(MIXED, &body(Some(1_000), Some(900), Some(101)), Err(SumOfPartsExceedsCancelAmount));
        check(
            MIXED,
            &body(Some(4_000), Some(3_401), None),
            Err(CancelTaxFreeAmountExceedsCancellableTaxFreeAmount),
        );
        check(
            MIXED,
            &body(Some(2_000), None, Some(601)),
            Err(CancelTaxAmountExceedsCancellableTaxAmount),
        );
    }

    #[test]
    fn the_seen_balance_is_compared_before_anything_else() {
        let seen = |won| CancelBody {
            current_cancellable_amount: Some(won),
            ..body(Some(99_999), None, None)
        };
        check(TAXED, &seen(10_999), Err(CancellableAmountConsistencyBroken));
        check(TAXED, &seen(11_000), Err(CancelAmountExceedsCancellableAmount));
    }
}
