//! Who cancelled in the demo's past. A vendor's list does not say, and the real importer leaves it
//! open; the demo's history would be a list of nobodies.

use desk_domain::StaffId;
use desk_store::PaymentSnapshot;

use super::people::COLLEAGUES;
use crate::digest::bits_of;

/// Names a colleague for most of the past cancels: always the same one for the same cancel.
pub(super) fn attribute(snapshot: &mut PaymentSnapshot) {
    for cancellation in &mut snapshot.cancellations {
        cancellation.requested_by = colleague_of(&cancellation.gateway_cancellation_id);
    }
}

/// The shares leave some out of a hundred to nobody: those were cancelled in the vendor's console.
fn colleague_of(gateway_cancellation_id: &str) -> Option<StaffId> {
    let mut place = u64::try_from(bits_of("demo history", gateway_cancellation_id) % 100).ok()?;
    for colleague in COLLEAGUES {
        if place < colleague.share {
            return Some(colleague.id());
        }
        place -= colleague.share;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_of_the_past_has_a_name_and_the_auditor_never() {
        let auditor = COLLEAGUES.iter().find(|one| one.login == "auditor").unwrap().id();
        let named: Vec<_> = (0..1_000).filter_map(|n| colleague_of(&n.to_string())).collect();
        assert!((800..950).contains(&named.len()), "{}", named.len());
        assert!(!named.contains(&auditor));
        assert_eq!(colleague_of("7"), colleague_of("7"));
    }
}
