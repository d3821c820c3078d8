//! The follow-ups that the filters show.

use desk_api::{Change, FollowUp, FollowUpQuery};
use leptos::prelude::*;

use crate::api::follow_ups;
use crate::components::live_list::{Answer, LiveList, Look, Source};
use crate::routes::{FollowUpsQuery, FollowUpsView};

#[derive(Clone, Copy, Debug)]
pub struct FollowUps(Memo<FollowUpsQuery>);

pub type FollowUpsList = LiveList<FollowUps>;

impl FollowUps {
    pub fn start(query: Memo<FollowUpsQuery>) -> FollowUpsList {
        LiveList::start(Self(query), move || query.track())
    }

    fn question(self, cursor: Option<String>) -> FollowUpQuery {
        let query = self.0.get();
        let view = query.view;
        FollowUpQuery {
            state: (view == FollowUpsView::Closed).then(|| "closed".to_owned()),
            mine: view == FollowUpsView::Mine,
            overdue: view == FollowUpsView::Overdue,
            cause: query.cause.map(|cause| cause.as_str().to_owned()),
            channel: query.channel.map(|channel| channel.as_str().to_owned()),
            owner: query.owner.map(|owner| owner.as_str().to_owned()),
            q: Some(query.search).filter(|text| !text.is_empty()),
            cursor,
            limit: None,
        }
    }
}

impl Source for FollowUps {
    type Row = FollowUp;
    type Sums = ();
    const NEW_COMES_FIRST: bool = true;

    fn id(one: &FollowUp) -> &str {
        one.id.as_str()
    }

    fn page(self, cursor: Option<String>) -> impl Future<Output = Answer<Self>> + 'static {
        let question = self.question(cursor);
        async move { follow_ups::list(&question).await.map(|page| (page, ())) }
    }

    fn is_about(change: &Change, one: &FollowUp) -> bool {
        one.payment.id == change.payment_id
    }

    /// Whose it was may be why it is in the list.
    async fn look(self, one: FollowUp) -> Look<FollowUp> {
        let owner = one.owner.clone();
        let is_of_owner = self
            .0
            .try_with_untracked(|query| query.view == FollowUpsView::Mine || query.owner.is_some());
        match look(one).await {
            Look::Now(now) if is_of_owner == Some(true) && now.owner != owner => Look::Gone,
            seen => seen,
        }
    }
}

/// One that is closed leaves the list of those that are open.
pub async fn look(one: FollowUp) -> Look<FollowUp> {
    match follow_ups::find(&one.id).await {
        Ok(now) if now.closing.is_some() && one.closing.is_none() => Look::Gone,
        Ok(now) => Look::Now(now),
        Err(_) => Look::Unread,
    }
}
