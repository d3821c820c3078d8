//! Parts of the app that come in files of their own, so that the first load stays light.
//!
//! A release leaves the code of each part out of the main module (the feature `split`); a part is
//! fetched when it is first shown, or before that when the browser is idle. Without the feature, as in
//! dev builds and in tests, every part is there at once.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use leptos::leptos_dom::helpers::request_idle_callback_with_handle;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::i18n::{common, t};
use crate::ui::dialog::DialogBody;
use crate::ui::feedback::ErrorState;
use crate::ui::skeleton::Skeleton;

/// Draws a part; called anew for each place it is shown at.
pub type Draw = fn() -> AnyView;

/// The file could not be fetched: there is no network, or a new version of the app has replaced it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLoaded;

/// On its way. Once a part is here, it is ready at the first look.
pub type Loading = Pin<Box<dyn Future<Output = Result<Draw, NotLoaded>>>>;

/// Made by [`part!`](crate::part!).
#[derive(Clone, Copy)]
pub struct Part {
    load: fn() -> Loading,
}

impl fmt::Debug for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Part")
    }
}

impl Part {
    #[must_use]
    pub const fn new(load: fn() -> Loading) -> Self {
        Self { load }
    }

    /// The part itself; until it is here, `waiting`; when it cannot be had, why, and another try.
    #[must_use]
    pub fn show(self, waiting: Draw) -> AnyView {
        self.show_or(waiting, not_loaded)
    }

    /// The same, for a place that frames what could not be had: `failed` is given the other try.
    #[must_use]
    pub fn show_or(
        self,
        waiting: Draw,
        failed: impl Fn(Callback<()>) -> AnyView + Send + 'static,
    ) -> AnyView {
        let state = RwSignal::new(None);
        let load = move || follow((self.load)(), state);
        load();
        let again = move |()| {
            state.set(None);
            load();
        };
        (move || match state.get() {
            None => waiting(),
            Some(Ok(draw)) => draw(),
            Some(Err(NotLoaded)) => failed(Callback::new(again)),
        })
        .into_any()
    }
}

/// The first screen reads what it shows; only then come the parts.
const FIRST_SCREEN: Duration = Duration::from_secs(1);

/// Fetches the parts once the browser has nothing better to do, so that no click has to wait.
pub fn fetch_when_idle(parts: &'static [Part]) {
    let fetch = move || {
        for part in parts {
            // One that fails now is fetched again when it is shown, which then says so.
            spawn_local(async {
                let _ = (part.load)().await;
            });
        }
    };
    let when_idle = move || {
        // Safari does not tell when it is idle.
        if request_idle_callback_with_handle(fetch).is_err() {
            fetch();
        }
    };
    set_timeout(when_idle, FIRST_SCREEN);
}

type State = RwSignal<Option<Result<Draw, NotLoaded>>>;

/// What is ready is taken at once, without a flash of the skeleton.
fn follow(mut loading: Loading, state: State) {
    match loading.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => state.set(Some(result)),
        Poll::Pending => spawn_local(async move {
            let result = loading.await;
            // Whoever waited may be gone.
            let _ = state.try_set(Some(result));
        }),
    }
}

/// In a dialog whose content is on its way.
#[must_use]
pub fn dialog_waits() -> AnyView {
    view! {
        <div class="cancel-dialog">
            <DialogBody>
                <Skeleton lines=4 />
            </DialogBody>
        </div>
    }
    .into_any()
}

/// Why a part cannot be shown, and another try.
pub fn not_loaded(on_retry: Callback<()>) -> AnyView {
    let title = t(common::PART_NOT_LOADED);
    let detail = t(common::PART_NOT_LOADED_HINT).to_owned();
    view! { <ErrorState title detail on_retry /> }.into_any()
}

/// A [`Part`] that draws `$view`. Parts with the same `$file` come together; `$name` is for looking at
/// the module with a tool.
#[macro_export]
macro_rules! part {
    ($name:ident in $file:ident: $view:expr) => {{
        #[cfg_attr(
            feature = "split",
            leptos::wasm_split::wasm_split($file, wasm_split_path = leptos::wasm_split, fallible)
        )]
        fn $name() -> Result<$crate::components::part::Draw, leptos::wasm_split::SplitLoaderError> {
            Ok(|| leptos::prelude::IntoAny::into_any($view))
        }
        $crate::components::part::Part::new(|| {
            #[cfg(feature = "split")]
            let loading = $name();
            #[cfg(not(feature = "split"))]
            let loading = std::future::ready($name());
            Box::pin(async { loading.await.map_err(|_| $crate::components::part::NotLoaded) })
        })
    }};
}
