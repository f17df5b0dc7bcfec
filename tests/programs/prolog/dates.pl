% Dates, topics of messages, sets, partitions.
% error: % hello x
% exit: 0
:- stamp_date_time(0, D, 'UTC'), print(D), nl, date_time_stamp(date(2024,2,29,12,30,15,0,-,-), T), print(T), nl, stamp_date_time(T, D2, 'UTC'), print(D2), nl.
:- format_time(atom(A), '%Y-%m-%d %H:%M:%S %a %A %b %B %j %y %p %I %Z %z %F %T %D %e %u %%', 1709209815.25), print(A), nl.
:- day_of_the_week(date(2024,2,29), W), print(W), nl, date_time_stamp(date(2024,3,1), S), print(S), nl, parse_time('2024-02-29T12:30:15Z', P), print(P), nl, format_time(user_output, '%d %b %Y~n', 0), nl.
:- stamp_date_time(-1, D, 'UTC'), print(D), nl, date_time_value(year, D, Y), print(Y), nl, stamp_date_time(1709209815, D3, 3600), print(D3), nl.
:- debug(foo), debug(foo, "hello ~w", [x]), debug(bar, "no", []), (debugging(foo) -> writeln(yes) ; writeln(no)), nodebug(foo), debug(foo, "no", []).
:- empty_nb_set(S), add_nb_set(b, S), add_nb_set(a, S), add_nb_set(a, S, N), nb_set_to_list(S, L), print(L-N), nl.
:- partition([X,C]>>compare(C,X,3), [1,5,3,2,4], L, E, G), print(L/E/G), nl.
:- catch(use_module(library(nothing)), error(E, _), ( print(E), nl )).
:- use_module(library(lists)), use_module([library(apply), library(dcg/basics)]).
% expect: date(1970,1,1,0,0,0.0,0,'UTC',-)
% expect: 1709209815.0
% expect: date(2024,2,29,12,30,15.0,0,'UTC',-)
% expect: '2024-02-29 12:30:15 Thu Thursday Feb February 060 24 PM 12 UTC +0000 2024-02-29 12:30:15 02/29/24 29 4 %'
% expect: 4
% expect: 1709251200.0
% expect: 1709209815.0
% expect: 01 Jan 1970~n
% expect: date(1969,12,31,23,59,59.0,0,'UTC',-)
% expect: 1969
% expect: date(2024,2,29,11,30,15.0,3600,-,-)
% expect: yes
% expect: [a,b]-false
% expect: [1,2]/[3]/[5,4]
% expect: existence_error(source_sink,library(nothing))
