// Confirms a booking, or makes it when there is none for that person and day:
// Fliplet.App.Tasks.run('confirm-booking', { FirstName: 'Nick', Date: '2021-06-15' })
Fliplet.Page.onRemoteExecution(async (payload) => {
  const { FirstName, Date: day } = payload || {};
  if (!FirstName || !day) throw new Error('Send who and when, e.g. { "FirstName": "Nick", "Date": "2021-06-15" }');

  const bookings = await Fliplet.DataSources.connectByName("Bookings");
  const booking = await bookings.findOne({ where: { "First name": FirstName, Date: day } });
  const confirmed = { Status: "confirmed", "Confirmed at": new Date().toISOString() };
  const entry = booking
    ? await bookings.update(booking.id, confirmed)
    : await bookings.insert({ "First name": FirstName, Date: day, ...confirmed });

  console.log(`Booking ${entry.id} of ${FirstName} for ${day} is confirmed`);
  return { bookingId: entry.id, status: entry.data.Status };
});
