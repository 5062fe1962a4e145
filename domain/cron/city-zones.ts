/**
 * Zones and the large cities that live by them without giving them their name, in the spellings that people look for;
 * with them what people call the zone itself. Who is missing here finds a city nearby or the offset.
 */
const CITIES: Readonly<Record<string, string>> = {
  "Africa/Addis_Ababa": "Adama",
  "Africa/Algiers": "Oran",
  "Africa/Cairo": "Alexandria, Giza, Kairo",
  "Africa/Casablanca": "Fes, Marrakesh, Rabat, Tangier",
  "Africa/Dar_es_Salaam": "Dodoma",
  "Africa/Johannesburg": "Cape Town, Durban, Port Elizabeth, Pretoria, Soweto, SAST",
  "Africa/Lagos": "Abuja, Ibadan, Kano",
  "Africa/Nairobi": "Mombasa",
  "America/Argentina/Buenos_Aires": "La Plata, Rosario",
  "America/Bogota": "Barranquilla, Cali, Cartagena, Medellin",
  "America/Caracas": "Maracaibo",
  "America/Chicago":
    "Austin, Dallas, Fort Worth, Houston, Kansas City, Madison, Memphis, Milwaukee, Minneapolis, Nashville, New Orleans, Oklahoma City, Omaha, Saint Paul, San Antonio, St Louis, CST, CDT, Central Time",
  "America/Denver": "Albuquerque, Colorado Springs, El Paso, Salt Lake City, MST, MDT, Mountain Time",
  "America/Edmonton": "Calgary",
  "America/Guayaquil": "Quito",
  "America/Halifax": "Saint John",
  "America/Los_Angeles":
    "Fresno, Las Vegas, Long Beach, Oakland, Palo Alto, Portland, Sacramento, San Diego, San Francisco, San Jose, Seattle, Silicon Valley, PST, PDT, Pacific Time",
  "America/Mexico_City": "Guadalajara, Leon, Puebla",
  "America/New_York":
    "Atlanta, Baltimore, Boston, Brooklyn, Buffalo, Charlotte, Cincinnati, Cleveland, Columbus, Jacksonville, Miami, Newark, NYC, Orlando, Philadelphia, Pittsburgh, Raleigh, Richmond, Tampa, Washington, EST, EDT, Eastern Time",
  "America/Phoenix": "Mesa, Scottsdale, Tucson",
  "America/Santiago": "Valparaiso",
  "America/Sao_Paulo": "Belo Horizonte, Brasilia, Curitiba, Florianopolis, Porto Alegre, Rio de Janeiro",
  "America/Toronto": "Hamilton, Montreal, Ottawa, Quebec",
  "America/Vancouver": "Victoria",
  "Asia/Bangkok": "Chiang Mai, Phuket",
  "Asia/Dhaka": "Chittagong",
  "Asia/Dubai": "Abu Dhabi, Sharjah",
  "Asia/Ho_Chi_Minh": "Da Nang, Hanoi, Saigon",
  "Asia/Jakarta": "Bandung, Surabaya",
  "Asia/Jerusalem": "Haifa, Tel Aviv",
  "Asia/Karachi": "Faisalabad, Islamabad, Lahore, Rawalpindi",
  "Asia/Kolkata":
    "Ahmedabad, Bangalore, Bengaluru, Chennai, Delhi, Hyderabad, Jaipur, Kochi, Lucknow, Mumbai, New Delhi, Pune, IST",
  "Asia/Makassar": "Bali, Denpasar",
  "Asia/Manila": "Cebu, Davao, Quezon City",
  "Asia/Riyadh": "Dammam, Jeddah, Mecca, Medina",
  "Asia/Seoul": "Busan, Daegu, Incheon",
  "Asia/Shanghai": "Beijing, Chengdu, Guangzhou, Hangzhou, Nanjing, Peking, Shenzhen, Suzhou, Tianjin, Wuhan, Xi'an",
  "Asia/Taipei": "Kaohsiung, Taichung",
  "Asia/Tehran": "Isfahan, Mashhad, Teheran",
  "Asia/Tokyo": "Fukuoka, Hiroshima, Kobe, Kyoto, Nagoya, Osaka, Sapporo, Sendai, Tokio, Yokohama, JST",
  "Asia/Ulaanbaatar": "Ulan Bator",
  "Asia/Yangon": "Mandalay",
  "Atlantic/Canary": "Las Palmas, Tenerife",
  "Atlantic/Reykjavik": "Iceland",
  "Australia/Brisbane": "Cairns, Gold Coast",
  "Australia/Melbourne": "Geelong",
  "Australia/Sydney": "Canberra, Newcastle, Wollongong, AEST, AEDT",
  "Europe/Amsterdam": "Eindhoven, Rotterdam, The Hague, Utrecht",
  "Europe/Athens": "Athen, Patras, Thessaloniki",
  "Europe/Belgrade": "Beograd, Novi Sad",
  "Europe/Berlin":
    "Bonn, Bremen, Cologne, Dortmund, Dresden, Düsseldorf, Essen, Frankfurt, Hamburg, Hanover, Hannover, Karlsruhe, Köln, Leipzig, Mannheim, München, Munich, Nuremberg, Nürnberg, Stuttgart, CET, CEST",
  "Europe/Brussels": "Antwerp, Bruges, Bruxelles, Brüssel, Ghent",
  "Europe/Bucharest": "Bucuresti, Cluj",
  "Europe/Budapest": "Debrecen",
  "Europe/Copenhagen": "Aarhus, Kopenhagen, Odense",
  "Europe/Dublin": "Cork, Galway",
  "Europe/Helsinki": "Espoo, Tampere, Turku",
  "Europe/Istanbul": "Ankara, Antalya, Izmir",
  "Europe/Kyiv": "Kharkiv, Kiev, Lviv, Odesa",
  "Europe/Lisbon": "Lisboa, Lissabon, Porto",
  "Europe/London":
    "Belfast, Birmingham, Bristol, Cambridge, Cardiff, Edinburgh, Glasgow, Leeds, Liverpool, Manchester, Newcastle upon Tyne, Oxford, Sheffield, BST",
  "Europe/Madrid": "Barcelona, Bilbao, Granada, Malaga, Seville, Sevilla, Valencia, Zaragoza",
  "Europe/Moscow": "Kazan, Moskau, Saint Petersburg, St Petersburg",
  "Europe/Oslo": "Bergen, Trondheim",
  "Europe/Paris": "Bordeaux, Grenoble, Lille, Lyon, Marseille, Montpellier, Nantes, Nice, Rennes, Strasbourg, Toulouse",
  "Europe/Prague": "Brno, Ostrava, Praha, Prag",
  "Europe/Rome": "Bologna, Florence, Genoa, Milan, Milano, Naples, Napoli, Palermo, Roma, Turin, Torino, Venice",
  "Europe/Sofia": "Plovdiv, Varna",
  "Europe/Stockholm": "Gothenburg, Göteborg, Malmö, Uppsala",
  "Europe/Vienna": "Graz, Innsbruck, Linz, Salzburg, Wien",
  "Europe/Warsaw": "Gdansk, Krakow, Lodz, Poznan, Warszawa, Wroclaw",
  "Europe/Zagreb": "Split",
  "Europe/Zurich": "Basel, Bern, Geneva, Genf, Genève, Lausanne, Lucerne",
  "Pacific/Auckland": "Christchurch, Dunedin, Hamilton NZ, Wellington, NZST",
  "Pacific/Honolulu": "Hawaii, Waikiki",
  UTC: "GMT, Zulu",
};

/** A large city, as it is looked for → the zone that it lives by. */
export const CITY_ZONES: ReadonlyMap<string, string> = new Map(
  Object.entries(CITIES).flatMap(([zone, cities]) => cities.split(", ").map((city) => [city, zone])),
);

/** A name as names are compared: in lower case, without accents, words apart by one blank. */
export const plainName = (text: string) =>
  text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[_/\s-]+/g, " ")
    .trim();
