//! The threads that help, which are made when they are first needed.
//!
//! After a fork the child has none of them. It is known by its process number: a pool of another process is forgotten, not ended, since
//! what its threads held when the process was copied stays held for ever. For the same reason no lock is waited for: who finds it taken works alone.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// The largest number of threads that can be asked for.
pub const MAX_THREADS: usize = 1024;

/// The number of threads, or 0 as long as nobody asked.
static THREADS: AtomicUsize = AtomicUsize::new(0);

static POOL: Mutex<Option<Arc<Pool>>> = Mutex::new(None);

/// How many threads share work, that of the caller among them: as many as the process may use cores, unless another number was set.
pub fn threads() -> usize {
    let count = THREADS.load(Ordering::Relaxed);
    if count > 0 {
        return count;
    }
    let cores = std::thread::available_parallelism().map_or(1, |count| count.get().min(MAX_THREADS));
    // Another thread may have set it meanwhile.
    match THREADS.compare_exchange(0, cores, Ordering::Relaxed, Ordering::Relaxed) {
        Ok(_) => cores,
        Err(set) => set,
    }
}

/// Says how many threads share work from now on; results are the same for every number.
///
/// # Panics
/// If the number is 0 or above [`MAX_THREADS`].
///
/// ```
/// use uniarray_core::parallel;
/// parallel::set_threads(3);
/// assert_eq!(parallel::threads(), 3);
/// ```
pub fn set_threads(count: usize) {
    assert!((1..=MAX_THREADS).contains(&count), "1 to {MAX_THREADS} threads");
    THREADS.store(count, Ordering::Relaxed);
}

/// Helpers, one fewer than threads share work.
pub(super) struct Pool {
    process: u32,
    threads: usize,
    /// None where the system gave no threads.
    workers: Option<ThreadPool>,
    /// Whether some thread shares its work with them.
    taken: AtomicBool,
    handles: Mutex<Vec<JoinHandle<()>>>,
}

impl Pool {
    fn new(threads: usize) -> Pool {
        let handles = Mutex::new(Vec::new());
        let workers = ThreadPoolBuilder::new()
            .num_threads(threads - 1)
            .spawn_handler(|worker| {
                let builder = std::thread::Builder::new().name(format!("uniarray-{}", worker.index()));
                let handle = builder.spawn(|| worker.run())?;
                if let Ok(mut handles) = handles.lock() {
                    handles.push(handle);
                }
                Ok(())
            })
            .build();
        Pool {
            process: std::process::id(),
            threads,
            workers: workers.ok(),
            taken: AtomicBool::new(false),
            handles,
        }
    }

    fn is_ours(&self) -> bool {
        self.process == std::process::id()
    }

    /// Runs `body`, whose scope hands work to the helpers, on this thread, and waits for all of it. `None` if the helpers work for another
    /// thread already: waiting for them would take as long as that work, whatever it is.
    pub(super) fn in_place_scope<'s, R>(&self, body: impl FnOnce(&rayon::Scope<'s>) -> R) -> Option<R> {
        let workers = self.workers.as_ref()?;
        let _turn = Turn::of(&self.taken)?;
        Some(workers.in_place_scope(body))
    }
}

/// The right to use the helpers.
struct Turn<'a>(&'a AtomicBool);

impl<'a> Turn<'a> {
    fn of(taken: &'a AtomicBool) -> Option<Turn<'a>> {
        (!taken.swap(true, Ordering::Acquire)).then_some(Turn(taken))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        if !self.is_ours() {
            std::mem::forget(self.workers.take());
        }
    }
}

/// Helpers for this number of threads; `None` if there are none to be had, or another thread is just seeing to it.
pub(super) fn get(threads: usize) -> Option<Arc<Pool>> {
    let mut held = POOL.try_lock().ok()?;
    let fits = |pool: &Arc<Pool>| pool.threads == threads && pool.is_ours();
    if !held.as_ref().is_some_and(fits) {
        *held = Some(Arc::new(Pool::new(threads)));
    }
    held.clone().filter(|pool| pool.workers.is_some())
}

/// Ends the helpers and waits until they are gone, unless they are at work; they are made again when they are needed. For a process that is about
/// to fork: its child gets what it needs anyway, but some interpreters warn where there are threads.
pub fn rest() {
    let Ok(mut held) = POOL.try_lock() else { return };
    let Some(pool) = held.take_if(|pool| pool.is_ours()) else {
        return;
    };
    let mut pool = match Arc::try_unwrap(pool) {
        Ok(pool) => pool,
        Err(pool) => {
            *held = Some(pool);
            return;
        }
    };
    drop(pool.workers.take());
    if let Ok(handles) = pool.handles.get_mut() {
        for handle in handles.drain(..) {
            // A helper that panicked has handed its panic to the caller.
            let _ = handle.join();
        }
    }
}
