:- module(date, [stamp_date_time/3, date_time_stamp/2, date_time_value/3, format_time/3, format_time/4, date/3, date/1, day_of_the_week/2, day_of_the_year/2, parse_time/2, parse_time/3]).
% Dates of the Gregorian calendar, in coordinated universal time: a machine's own time zone is taken to be that.

stamp_date_time(T, D, Zone) :-
    ( var(T) -> throw(error(instantiation_error, _)) ; true ), ( var(Zone) -> Zone = local ; true ),
    ( integer(Zone) -> Offset = Zone, Name = (-), Dst = (-) ; Offset = 0, Name = 'UTC', Dst = (-) ),
    L is T - Offset, Whole is floor(L), Days is Whole div 86400, Rest is Whole mod 86400,
    H is Rest // 3600, Mn is Rest // 60 mod 60, S is L - Whole + Rest mod 60 + 0.0,
    '$civil'(Days, Y, M, Day), D = date(Y, M, Day, H, Mn, S, Offset, Name, Dst).
date_time_stamp(D, T) :- '$date_parts'(D, Y, M, Day, H, Mn, S, Offset), '$days'(Y, M, Day, Days), T is Days * 86400.0 + H * 3600 + Mn * 60 + S + Offset.
'$date_parts'(date(Y,M,D), Y, M, D, 0, 0, 0, 0).
'$date_parts'(date(Y,M,D,H,Mn,S,O,_,_), Y, M, D, H, Mn, S, Offset) :- ( number(O) -> Offset = O ; Offset = 0 ).
% Days since 1970-01-01 of a day, and back: years begin in March, so that the leap day is the last.
'$days'(Y0, M0, D, Days) :-
    Y1 is Y0 + (M0 - 1) div 12, M is (M0 - 1) mod 12 + 1, ( M =< 2 -> Y is Y1 - 1 ; Y = Y1 ),
    Era is Y div 400, Yoe is Y - Era * 400, Doy is (153 * ((M + 9) mod 12) + 2) // 5 + D - 1, Doe is Yoe * 365 + Yoe // 4 - Yoe // 100 + Doy, Days is Era * 146097 + Doe - 719468.
'$civil'(Days, Y, M, D) :-
    Z is Days + 719468, Era is Z div 146097, Doe is Z - Era * 146097, Yoe is (Doe - Doe // 1460 + Doe // 36524 - Doe // 146096) // 365,
    Doy is Doe - (365 * Yoe + Yoe // 4 - Yoe // 100), Mp is (5 * Doy + 2) // 153, D is Doy - (153 * Mp + 2) // 5 + 1, M is (Mp + 2) mod 12 + 1, ( M =< 2 -> Y is Yoe + Era * 400 + 1 ; Y is Yoe + Era * 400 ).
date_time_value(K, D, V) :- '$date_value'(K, D, V).
'$date_value'(year, D, V) :- arg(1, D, V).
'$date_value'(month, D, V) :- arg(2, D, V).
'$date_value'(day, D, V) :- arg(3, D, V).
'$date_value'(hour, date(_,_,_,H,_,_,_,_,_), H).
'$date_value'(minute, date(_,_,_,_,M,_,_,_,_), M).
'$date_value'(second, date(_,_,_,_,_,S,_,_,_), S).
'$date_value'(utc_offset, date(_,_,_,_,_,_,O,_,_), O).
'$date_value'(time_zone, date(_,_,_,_,_,_,_,Z,_), Z) :- Z \== (-).
'$date_value'(daylight_saving, date(_,_,_,_,_,_,_,_,D), D) :- D \== (-).
'$date_value'(date, date(Y,M,D,_,_,_,_,_,_), date(Y, M, D)).
'$date_value'(time, date(_,_,_,H,M,S,_,_,_), time(H, M, S)).
date(D) :- get_time(T), stamp_date_time(T, S, local), '$date_value'(date, S, D).
date(Y, M, D) :- date(date(Y, M, D)).
day_of_the_week(date(Y, M, D), W) :- '$days'(Y, M, D, N), W is (N + 3) mod 7 + 1.
day_of_the_year(date(Y, M, D), N) :- '$days'(Y, M, D, A), '$days'(Y, 1, 1, B), N is A - B + 1.
% Times as 2024-02-29, 2024-02-29T12:30, 2024-02-29T12:30:15Z.
parse_time(Text, T) :-
    split_string(Text, "T ", "Z", [Date|Rest]), split_string(Date, "-", "", Ds), maplist(number_string, [Y, M, D], Ds),
    ( Rest = [Time|_] -> split_string(Time, ":", "", Ts) ; Ts = [] ), '$clock'(Ts, H, Mn, S),
    date_time_stamp(date(Y, M, D, H, Mn, S, 0, -, -), T).
parse_time(Text, Format, T) :- parse_time(Text, T), ( sub_string(Text, _, _, _, "T") -> Format = iso_8601 ; sub_string(Text, _, _, _, " ") -> Format = rfc_1123 ; Format = iso_8601 ).
'$clock'([], 0, 0, 0).
'$clock'([H0, M0|Ss], H, M, S) :- number_string(H, H0), number_string(M, M0), ( Ss = [S0] -> number_string(S, S0) ; S = 0 ).

format_time(Out, F, T) :- format_time(Out, F, T, posix).
format_time(Out, F, T, _) :-
    ( number(T) -> stamp_date_time(T, D, 'UTC'), Stamp = T ; T = date(Y0, M0, D0) -> date_time_stamp(T, Stamp), D = date(Y0, M0, D0, 0, 0, 0, 0, 'UTC', -) ; D = T, date_time_stamp(T, Stamp) ),
    atom_codes(F, Cs), with_output_to(string(S), '$format_time'(Cs, D, Stamp)), ( is_stream(Out) -> write(Out, S) ; with_output_to(Out, write(S)) ).
'$format_time'([], _, _).
'$format_time'([0'%, C|Cs], D, T) :- char_code(K, C), '$time_part'(K, D, T), !, '$format_time'(Cs, D, T).
'$format_time'([0'%, 0'3, 0'f|Cs], D, T) :- !, Ms is truncate((T - floor(T)) * 1000), format('~|~`0t~d~3+', [Ms]), '$format_time'(Cs, D, T).
'$format_time'([0'%, 0':, 0'z|Cs], D, T) :- !, D = date(_,_,_,_,_,_,O,_,_), '$zone_sign'(O), A is abs(O), H is A // 3600, M is A // 60 mod 60, '$two'(H), put_char(:), '$two'(M), '$format_time'(Cs, D, T).
'$format_time'([C|Cs], D, T) :- put_code(C), '$format_time'(Cs, D, T).
'$zone_sign'(O) :- ( O =< 0 -> put_char(+) ; put_char(-) ).
'$two'(N) :- M is truncate(N), format('~|~`0t~d~2+', [M]).
'$time_part'('%', _, _) :- put_char('%').
'$time_part'('Y', date(Y,_,_,_,_,_,_,_,_), _) :- write(Y).
'$time_part'(y, date(Y,_,_,_,_,_,_,_,_), _) :- Z is Y mod 100, '$two'(Z).
'$time_part'('C', date(Y,_,_,_,_,_,_,_,_), _) :- Z is Y // 100, '$two'(Z).
'$time_part'(m, date(_,M,_,_,_,_,_,_,_), _) :- '$two'(M).
'$time_part'(d, date(_,_,D,_,_,_,_,_,_), _) :- '$two'(D).
'$time_part'(e, date(_,_,D,_,_,_,_,_,_), _) :- format('~|~t~d~2+', [D]).
'$time_part'('H', date(_,_,_,H,_,_,_,_,_), _) :- '$two'(H).
'$time_part'('I', date(_,_,_,H,_,_,_,_,_), _) :- I is (H + 11) mod 12 + 1, '$two'(I).
'$time_part'('M', date(_,_,_,_,M,_,_,_,_), _) :- '$two'(M).
'$time_part'('S', date(_,_,_,_,_,S,_,_,_), _) :- '$two'(S).
'$time_part'(f, _, T) :- Us is truncate((T - floor(T)) * 1000000), format('~|~`0t~d~6+', [Us]).
'$time_part'(s, _, T) :- S is truncate(T), write(S).
'$time_part'(p, date(_,_,_,H,_,_,_,_,_), _) :- ( H < 12 -> write('AM') ; write('PM') ).
'$time_part'('P', date(_,_,_,H,_,_,_,_,_), _) :- ( H < 12 -> write(am) ; write(pm) ).
% Weeks that begin on Sunday, on Monday; the weeks of ISO 8601, of which the first has the year's first Thursday.
'$time_part'('U', date(Y,M,D,_,_,_,_,_,_), _) :- day_of_the_year(date(Y, M, D), N), day_of_the_week(date(Y, M, D), W), U is (N - 1 + 7 - W mod 7) // 7, '$two'(U).
'$time_part'('W', date(Y,M,D,_,_,_,_,_,_), _) :- day_of_the_year(date(Y, M, D), N), day_of_the_week(date(Y, M, D), W), U is (N - 1 + 7 - (W - 1)) // 7, '$two'(U).
'$time_part'('V', D, _) :- '$iso_week'(D, _, V), '$two'(V).
'$time_part'('G', D, _) :- '$iso_week'(D, Y, _), write(Y).
'$time_part'(g, D, _) :- '$iso_week'(D, Y, _), Z is Y mod 100, '$two'(Z).
'$time_part'(k, date(_,_,_,H,_,_,_,_,_), _) :- format('~|~t~d~2+', [H]).
'$time_part'(l, date(_,_,_,H,_,_,_,_,_), _) :- I is (H + 11) mod 12 + 1, format('~|~t~d~2+', [I]).
'$time_part'(r, D, T) :- '$format_time'(`%I:%M:%S %p`, D, T).
'$time_part'(v, D, T) :- '$format_time'(`%e-%b-%Y`, D, T).
'$time_part'('Z', date(_,_,_,_,_,_,_,Z,_), _) :- ( Z == (-) -> true ; write(Z) ).
'$time_part'(z, date(_,_,_,_,_,_,O,_,_), _) :- '$zone_sign'(O), A is abs(O), H is A // 3600, M is A // 60 mod 60, '$two'(H), '$two'(M).
'$time_part'(j, date(Y,M,D,_,_,_,_,_,_), _) :- day_of_the_year(date(Y, M, D), N), format('~|~`0t~d~3+', [N]).
'$time_part'(u, date(Y,M,D,_,_,_,_,_,_), _) :- day_of_the_week(date(Y, M, D), W), write(W).
'$time_part'(w, date(Y,M,D,_,_,_,_,_,_), _) :- day_of_the_week(date(Y, M, D), W), V is W mod 7, write(V).
'$time_part'(a, D, _) :- '$day_name'(D, N), sub_atom(N, 0, 3, _, A), write(A).
'$time_part'('A', D, _) :- '$day_name'(D, N), write(N).
'$time_part'(b, D, _) :- '$month_name'(D, N), sub_atom(N, 0, 3, _, A), write(A).
'$time_part'(h, D, T) :- '$time_part'(b, D, T).
'$time_part'('B', D, _) :- '$month_name'(D, N), write(N).
'$time_part'('F', D, T) :- '$format_time'(`%Y-%m-%d`, D, T).
'$time_part'('T', D, T) :- '$format_time'(`%H:%M:%S`, D, T).
'$time_part'('R', D, T) :- '$format_time'(`%H:%M`, D, T).
'$time_part'('D', D, T) :- '$format_time'(`%m/%d/%y`, D, T).
'$time_part'(c, D, T) :- '$format_time'(`%a %b %e %H:%M:%S %Y`, D, T).
'$time_part'(x, D, T) :- '$format_time'(`%m/%d/%y`, D, T).
'$time_part'('X', D, T) :- '$format_time'(`%H:%M:%S`, D, T).
'$time_part'(n, _, _) :- nl.
'$time_part'(t, _, _) :- put_char('\t').
'$time_part'(+, D, T) :- '$format_time'(`%a %b %e %H:%M:%S %Y`, D, T).
'$iso_week'(date(Y0,M,D,_,_,_,_,_,_), Y, V) :-
    '$days'(Y0, M, D, N), W is (N + 3) mod 7, Thursday is N - W + 3, '$civil'(Thursday, Y, _, _), '$days'(Y, 1, 1, First), V is (Thursday - First) // 7 + 1.
'$day_name'(date(Y,M,D,_,_,_,_,_,_), N) :- day_of_the_week(date(Y, M, D), W), arg(W, d('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'), N).
'$month_name'(date(_,M,_,_,_,_,_,_,_), N) :- arg(M, m('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'), N).
